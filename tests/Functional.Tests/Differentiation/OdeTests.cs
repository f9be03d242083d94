using static Functional.Tests.Differentiation.Agreement;
using Numbers = Functional.Tensor<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Differentiation;

public class OdeTests
{
    private static readonly DormandPrince Precise = new(RelativeTolerance: 1e-11, AbsoluteTolerance: 1e-13);
    private static readonly Numbers Rates = [1.5, 1, 3, 1];

    private static readonly Lazy<Numbers> Fine = new(static () =>
        new RungeKutta4(8000).Solve((_, y) => Populations(Rates, y), Tensor.Vector(1.0, 1.0), 0, 5)[^1]);

    [Fact]
    public void Exponential_decay_and_its_derivatives_are_those_of_the_closed_form()
    {
        // y = y₀·e^(−a·t): ∂y/∂a = −t·y, ∂²y/∂a² = t²·y.
        var decayed = Differentiable.Trace((Numbers a) => Precise.Solve((_, y) => -a * y, Tensor.Full([], 3.0), 0, 2)[^1]);
        var expected = 3 * Math.Exp(-1.4);

        Assert.Equal(expected, decayed(0.7).Output.Scalar, 1e-10);
        Assert.Equal(-2 * expected, decayed(0.7).Pullback(1.0).Scalar, 1e-9);
        Assert.Equal(4 * expected, Differentiable.Trace(decayed.Gradient()).Gradient()(0.7).Scalar, 1e-8);
        Assert.Equal(-2 * expected, decayed.Jvp()(0.7, 1.0).Derivative.Scalar, 1e-9);
    }

    [Fact]
    public void A_harmonic_oscillator_turns_through_the_times_that_are_wanted()
    {
        Numbers times = [0, 0.1, 1, 1.0000001, 20];
        var trajectory = Turned((1.0, 0.0), times.Span);

        Near(times.Map(Math.Cos), Tensor.Stack<double>([.. trajectory.Select(static state => state.First)]), 1e-8);
        Near(-times.Map(Math.Sin), Tensor.Stack<double>([.. trajectory.Select(static state => state.Second)]), 1e-8);
    }

    [Fact]
    public void Times_may_go_backwards()
    {
        var there = Turned((1.0, 0.5), 0, 3)[^1];
        var back = Turned(there, 3, 0)[^1];

        Assert.Equal(1, back.First.Scalar, 1e-9);
        Assert.Equal(0.5, back.Second.Scalar, 1e-9);
    }

    [Fact]
    public void Runge_and_kuttas_error_goes_with_the_fourth_power_of_the_step()
    {
        double Error(int steps) =>
            new RungeKutta4(steps).Solve((t, y) => -y * Math.Cos(t), Tensor.Full([], 1.0), 0, 2)[^1].Scalar - Math.Exp(-Math.Sin(2));

        Assert.InRange(Error(20) / Error(40), 14, 18);
        Assert.InRange(Math.Abs(Error(40)), 1e-9, 1e-6);
    }

    [Fact]
    public void The_fifth_order_pair_is_exact_for_polynomials_of_the_fourth_degree_in_t()
    {
        var end = new DormandPrince().Solve((t, y) => y.Zero + 5 * t * t * t * t, Tensor.Zeros<double>([2]), 0, 2)[^1];

        Assert.All(end, static y => Assert.Equal(32, y, 1e-12));
    }

    [Fact]
    public void Lotka_and_volterras_populations_are_those_of_very_small_steps()
    {
        var adaptive = Precise.Solve((_, y) => Populations(Rates, y), Tensor.Vector(1.0, 1.0), 0, 5)[^1];

        Near(Fine.Value, adaptive, 1e-9);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    [InlineData(1e-10)]
    public void The_error_follows_the_tolerance(double tolerance)
    {
        var calls = 0;
        var found = new DormandPrince(tolerance, tolerance).Solve(
            (_, y) =>
            {
                calls++;
                return Populations(Rates, y);
            },
            Tensor.Vector(1.0, 1.0), 0, 5)[^1];

        Assert.InRange(Math.Abs(Fine.Value[0] - found[0]), tolerance * 1e-3, tolerance * 100);
        Assert.InRange(calls, 50, 6000);
    }

    [Fact]
    public void Derivatives_through_the_steps_pass_the_gradient_check_once_and_twice()
    {
        var solver = new RungeKutta4(5);
        var end = Differentiable.Trace((Two p) => solver.Solve((_, y) => Populations(p.First, y), p.Second, 0, 0.5, 1));
        var cost = Differentiable.Trace((Two p) => (end.Apply(p)[1] * end.Apply(p)[2]).Sum());

        Passes(end, (Rates, Tensor.Vector(1.0, 1.0)));
        Passes(Differentiable.Trace(cost.Gradient()), (Rates, Tensor.Vector(1.0, 1.0)));
    }

    [Fact]
    public void A_traced_solution_takes_the_same_steps_bit_for_bit()
    {
        Trajectory<Numbers> Solved(Numbers rates) => new DormandPrince().Solve((_, y) => Populations(rates, y), Tensor.Vector(1.0, 1.0), 0, 2, 5);

        var traced = Differentiable.Trace((Numbers rates) => Solved(rates));

        Assert.Equal(Solved(Rates), traced(Rates).Output);
        Assert.Equal(Solved(Rates), Differentiable.Trace((Numbers rates) => traced(rates).Output)(Rates).Output);
    }

    [Fact]
    public void One_time_is_the_start_itself()
    {
        Numbers start = [1];

        Assert.Equal(new(start), new DormandPrince().Solve(static (_, _) => throw new InvalidOperationException(), start, 4));
    }

    [Fact]
    public void Single_precision_is_followed_too()
    {
        var end = new DormandPrince(1e-5, 1e-6).Solve((_, y) => -y, Tensor.Ones<float>([3]), 0, 1)[^1];

        Assert.All(end, static y => Assert.Equal(Math.Exp(-1), y, 1e-4));
    }

    [Fact]
    public void A_solution_that_ends_before_the_time_says_where()
    {
        // y′ = y², y(0) = 1 is 1/(1 − t).
        var problem = Assert.Throws<ConvergenceException>(() => new DormandPrince().Solve((_, y) => y * y, Tensor.Full([], 1.0), 0, 2));
        var few = Assert.Throws<ConvergenceException>(() => new DormandPrince(Steps: 5).Solve((_, y) => -y, Tensor.Full([], 1.0), 0, 200));
        var none = Assert.Throws<ConvergenceException>(() => new DormandPrince().Solve((_, y) => y * double.NaN, Tensor.Full([], 1.0), 1, 2));

        Assert.NotEqual(SolverStatus.Converged, problem.Status);
        Assert.Matches(@"time (0\.9999|1)", problem.Message);
        Assert.Equal((SolverStatus.IterationLimit, 5), (few.Status, few.Iterations));
        Assert.Equal(SolverStatus.NotFinite, none.Status);
    }

    [Fact]
    public void A_derivative_of_another_shape_is_refused_with_both_shapes()
    {
        foreach (var solver in (OdeSolver[])[new RungeKutta4(2), new DormandPrince()])
        {
            var problem = Assert.Throws<ShapeException>(() => solver.Solve((_, y) => y.Sum(), Tensor.Ones<double>([2]), 0, 1));

            Assert.Contains("shape []", problem.Message, StringComparison.Ordinal);
            Assert.Contains("shape [2]", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData]
    [InlineData(0.0, double.NaN)]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.0, 1.0, 0.5)]
    [InlineData(1.0, 0.0, 0.5)]
    public void Times_that_are_none_or_go_both_ways_are_refused(params double[] times)
    {
        Assert.Throws<ArgumentException>(() => new DormandPrince().Solve((_, y) => y, Tensor.Ones<double>([2]), times));
        Assert.Throws<ArgumentException>(() => new RungeKutta4().Adjoint((Numbers _, double _, Numbers y) => y, times));
    }

    private static Trajectory<Two> Turned(Two start, params ReadOnlySpan<double> times) =>
        Precise.Solve(static (_, state) => (state.Second, -state.First), start, times);

    private static Numbers Populations(Numbers rates, Numbers y) => Tensor.Concatenate(
        0, y[..1] * (rates[..1] - rates[1..2] * y[1..]), y[1..] * (rates[3..] * y[..1] - rates[2..3]));
}
