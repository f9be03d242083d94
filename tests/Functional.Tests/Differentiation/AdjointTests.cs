using System.Runtime.CompilerServices;
using static Functional.Tests.Differentiation.Agreement;
using Numbers = Functional.Tensor<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Differentiation;

public class AdjointTests
{
    private static readonly DormandPrince Precise = new(RelativeTolerance: 1e-11, AbsoluteTolerance: 1e-13);
    private static readonly Numbers Rates = [1.5, 1, 3, 1], Start = [1, 1];

    private static readonly Func<Numbers, double, Numbers, Numbers> Populations = static (rates, _, y) => Tensor.Concatenate(
        0, y[..1] * (rates[..1] - rates[1..2] * y[1..]), y[1..] * (rates[3..] * y[..1] - rates[2..3]));

    [Fact]
    public void The_adjoint_of_exponential_decay_is_that_of_the_closed_form()
    {
        var flow = Precise.Adjoint(static (Numbers a, double _, Numbers y) => -a * y, 0, 2);

        var (trajectory, back) = flow((0.7, 3.0));
        var (da, dStart) = back(new(0.0, 1.0));

        Assert.Equal(3 * Math.Exp(-1.4), trajectory[^1].Scalar, 1e-10);
        Assert.Equal(-6 * Math.Exp(-1.4), da.Scalar, 1e-9);
        Assert.Equal(Math.Exp(-1.4), dStart.Scalar, 1e-9);
    }

    [Fact]
    public void Second_and_third_derivatives_are_adjoints_of_adjoints()
    {
        // y = 3·e^(−2a)
        var flow = Precise.Adjoint(static (Numbers a, double _, Numbers y) => -a * y, 0, 2);
        var first = Differentiable.Trace((Numbers a) => flow.Apply((a, 3.0))[^1]).Gradient();
        var second = Differentiable.Trace(first).Gradient();
        var third = Differentiable.Trace(second).Gradient();

        Assert.Equal(12 * Math.Exp(-1.4), second(0.7).Scalar, 1e-8);
        Assert.Equal(-24 * Math.Exp(-1.4), third(0.7).Scalar, 1e-7);
    }

    [Fact]
    public void A_harmonic_oscillator_turns_its_cotangent_back()
    {
        // θ is the frequency ω: y = cos(ω·t), ∂y/∂ω = −t·sin(ω·t).
        var flow = Precise.Adjoint(
            static (Numbers w, double _, Two s) => (Two)(s.Second * w, -s.First * w), 0, 1, 3);

        var (trajectory, back) = flow((2.0, (1.0, 0.0)));
        var (dFrequency, dStart) = back(new((0.0, 0.0), (0.5, 0.0), (1.0, 0.0)));

        Assert.Equal(Math.Cos(6), trajectory[^1].First.Scalar, 1e-9);
        Assert.Equal(-3 * Math.Sin(6) - 0.5 * Math.Sin(2), dFrequency.Scalar, 1e-8);
        Assert.Equal(Math.Cos(6) + 0.5 * Math.Cos(2), dStart.First.Scalar, 1e-8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_adjoint_and_the_derivative_through_the_steps_agree(bool isAdaptive)
    {
        OdeSolver solver = isAdaptive ? Precise : new RungeKutta4(400);
        var adjoint = solver.Adjoint(Populations, 0, 1, 2.5);
        var steps = Differentiable.Trace((Two p) => solver.Solve((t, y) => Populations(p.First, t, y), p.Second, 0, 1, 2.5));
        Trajectory<Numbers> cotangents = new([0.5, -1], [2, 1], [1, 3]);

        var ((one, oneBack), (other, otherBack)) = (adjoint((Rates, Start)), steps((Rates, Start)));

        Assert.Equal(other, one);
        Near(otherBack(cotangents).First, oneBack(cotangents).First, 1e-7);
        Near(otherBack(cotangents).Second, oneBack(cotangents).Second, 1e-7);
    }

    [Fact]
    public void Second_derivatives_by_adjoints_are_those_through_the_steps()
    {
        var adjoint = Precise.Adjoint(Populations, 0, 1);
        Two v = (Tensor.Vector(0.3, -0.2, 0.5, 1), Tensor.Vector(-1.0, 2));
        Numbers Cost(Trajectory<Numbers> trajectory) => (trajectory[1] * trajectory[1] * trajectory[1]).Sum();

        var one = Differentiable.Trace((Two p) => Cost(adjoint.Apply(p))).Hvp()((Rates, Start), v).Product;
        var other = Differentiable.Trace((Two p) => Cost(Precise.Solve((t, y) => Populations(p.First, t, y), p.Second, 0, 1)))
            .Hvp()((Rates, Start), v).Product;

        Near(other.First, one.First, 1e-6);
        Near(other.Second, one.Second, 1e-6);
    }

    [Fact]
    public void Small_fixed_steps_pass_the_gradient_check() =>
        Assert.Equal(Verdict.Passed, GradientCheck.Of(new RungeKutta4(100).Adjoint(Populations, 0, 0.5, 1), (Rates, Start)).Verdict);

    [Fact]
    public void A_network_is_a_vector_field_and_its_tree_has_a_cotangent()
    {
        var body = Layers<double>.Chain(Layers<double>.Dense(4), Layers<double>.Tanh, Layers<double>.Dense(2));
        var theta = body.Start(Key.FromSeed(35), [2]).Parameters;
        var field = body.In();
        var flow = new RungeKutta4(30).Adjoint((TensorTree<double> p, double t, Numbers y) => field.Apply((p, y)).Scale(1 + t), 0, 1);

        Assert.Equal(Verdict.Passed, GradientCheck.Of(flow, (theta, Tensor.Matrix<double>([[1, 2], [-1, 0.5], [0, 0.1]]))).Verdict);
    }

    [Fact]
    public void The_way_back_keeps_no_steps()
    {
        var (seen, back) = Forward();
        GC.Collect();

        Assert.Equal(4000, seen.Count);
        Assert.InRange(seen.Count(static state => state.TryGetTarget(out _)), 0, 10);
        Assert.Equal(-Math.Exp(-0.5), back(new(0.0, 1.0)).First.Scalar, 1e-9);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (List<WeakReference<Numbers>> Seen, Func<Trajectory<Numbers>, Two> Back) Forward()
        {
            var seen = new List<WeakReference<Numbers>>();
            var flow = new RungeKutta4(1000).Adjoint(
                (Numbers a, double _, Numbers y) =>
                {
                    if (seen.Count < 4000)
                        seen.Add(new(y));
                    return -a * y;
                },
                0, 1);
            return (seen, flow((0.5, 1.0)).Pullback);
        }
    }

    [Fact]
    public void Forward_derivatives_are_refused_with_what_to_do()
    {
        var flow = Precise.Adjoint(Populations, 0, 1);

        var problem = Assert.Throws<TraceException>(() => flow.Jvp()((Rates, Start), (Rates, Start)));

        Assert.Contains("transpose", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cotangent_of_other_times_is_refused()
    {
        var (_, back) = Precise.Adjoint(Populations, 0, 1)((Rates, Start));

        Assert.Contains("3", Assert.Throws<ShapeException>(() => back(new(Start, Start, Start))).Message, StringComparison.Ordinal);
    }
}
