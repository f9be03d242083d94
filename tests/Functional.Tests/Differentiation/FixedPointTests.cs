using static Functional.Tests.Differentiation.Agreement;
using Numbers = Functional.Tensor<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Differentiation;

public class FixedPointTests
{
    private static readonly Key Seed = Key.FromSeed(33);
    private static readonly FixedPointIteration Exact = new(Tolerance: 1e-15);
    private static readonly LinearSolver ExactSolver = new Gmres(Tolerance: 1e-14);
    private static readonly Numbers Weights = Seed.Normal<double>([5, 5], 0, 0.15);
    private static readonly Numbers Bias = Seed.Split("b").Normal<double>([1, 5], 0, 1);

    // x = tanh(x·W + b)
    private static readonly Differentiable<Two, Numbers> Equilibrium = Of(Exact);

    [Fact]
    public void The_fixed_point_of_an_affine_function_is_that_of_the_closed_form_and_so_are_its_derivatives()
    {
        // x = a·x + b: x = b/(1 − a), ∂x/∂b = 1/(1 − a), ∂x/∂a = b/(1 − a)².
        var affine = Differentiable.FixedPoint(
            static (Two p, Numbers x) => p.First * x + p.Second, Tensor.Zeros<double>([]), Exact);

        var (x, back) = affine((0.5, 3.0));
        var (da, db) = back(1.0);

        Assert.Equal(6, x.Scalar, 1e-13);
        Assert.Equal(12, da.Scalar, 1e-12);
        Assert.Equal(2, db.Scalar, 1e-12);
    }

    [Fact]
    public void A_layer_at_its_equilibrium_passes_the_gradient_check()
    {
        var (x, _) = Equilibrium((Weights, Bias));

        Near((x.MatMul(Weights) + Bias).Tanh(), x, 1e-14);
        Passes(Equilibrium, (Weights, Bias));
    }

    [Fact]
    public void Second_derivatives_pass_the_gradient_check() =>
        Passes(Differentiable.Trace(Differentiable.Trace((Two p) => Cost(Equilibrium.Apply(p))).Gradient()), (Weights, Bias));

    [Fact]
    public void Derivatives_by_the_theorem_are_those_through_very_many_iterations()
    {
        var unrolled = Differentiable.Trace((Two p) =>
            Cost(Enumerable.Range(0, 60).Aggregate(Tensor.Zeros<double>([1, 5]), (x, _) => (x.MatMul(p.First) + p.Second).Tanh())));
        var implicitly = Differentiable.Trace((Two p) => Cost(Equilibrium.Apply(p)));
        Two v = (Seed.Split("v").Normal<double>([5, 5], 0, 1), Seed.Split("w").Normal<double>([1, 5], 0, 1));

        var ((one, oneSecond), (other, otherSecond)) = (unrolled.Hvp()((Weights, Bias), v), implicitly.Hvp()((Weights, Bias), v));

        Near(one.First, other.First);
        Near(one.Second, other.Second);
        Near(oneSecond.First, otherSecond.First, 1e-9);
        Near(oneSecond.Second, otherSecond.Second, 1e-9);
    }

    [Fact]
    public void Forward_derivatives_are_the_transposes_of_backward_ones()
    {
        Two v = (Seed.Split("v").Normal<double>([5, 5], 0, 1), Seed.Split("w").Normal<double>([1, 5], 0, 1));
        var dx = Seed.Split("c").Normal<double>([1, 5], 0, 1);

        Assert.Equal(dx.Dot(Equilibrium.Jvp()((Weights, Bias), v).Derivative), Equilibrium((Weights, Bias)).Pullback(dx).Dot(v), 1e-10);
    }

    [Fact]
    public void Andersons_acceleration_finds_the_same_point_in_fewer_iterations()
    {
        var counts = new int[2];
        Numbers[] points = [.. Enumerable.Range(0, 2).Select(i => Differentiable.FixedPoint(
            (Numbers b, Numbers x) =>
            {
                counts[i]++;
                return (x.MatMul(Weights * 2.0) + b).Tanh();
            },
            Tensor.Zeros<double>([1, 5]), new(Tolerance: 1e-13, Memory: 5 * i))(Bias).Output)];

        Near(points[0], points[1]);
        Assert.True(counts[1] < counts[0] * 0.7, $"{counts[0]} {counts[1]}");
    }

    [Fact]
    public void Acceleration_and_damping_converge_where_plain_iteration_does_not()
    {
        // x = 2 − 1.5x: x = 0.8, and plain iteration swings ever wider.
        static Numbers Swinging(Numbers b, Numbers x) => b - 1.5 * x;
        Numbers Found(FixedPointIteration iteration) =>
            Differentiable.FixedPoint<Numbers, Numbers>(Swinging, Tensor.Zeros<double>([]), iteration)(2.0).Output;

        Assert.Equal(0.8, Found(new(Memory: 1)).Scalar, 1e-10);
        Assert.Equal(0.8, Found(new(Damping: 0.5)).Scalar, 1e-10);
        Assert.Equal(SolverStatus.IterationLimit, Assert.Throws<ConvergenceException>(() => Found(new(Iterations: 100))).Status);
        Assert.Equal(SolverStatus.NotFinite, Assert.Throws<ConvergenceException>(() => Found(new(Iterations: 10000))).Status);
    }

    [Fact]
    public void Divergence_says_so_with_the_iteration_and_advice()
    {
        var growing = Differentiable.FixedPoint(static (Numbers a, Numbers x) => (a * x + 1.0).Exp(), Tensor.Zeros<double>([]));

        var problem = Assert.Throws<ConvergenceException>(() => growing(2.0));

        Assert.Equal(SolverStatus.NotFinite, problem.Status);
        Assert.InRange(problem.Iterations, 2, 10);
        Assert.Contains("diverged", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_point_of_zero_is_reached()
    {
        var halving = Differentiable.FixedPoint(static (Numbers a, Numbers x) => a * x, Tensor.Ones<double>([3]));

        Assert.All(halving(0.5).Output, x => Assert.InRange(x, 0, 1e-10));
    }

    [Fact]
    public void A_function_that_returns_another_shape_is_refused_with_both_shapes()
    {
        var stacked = Differentiable.FixedPoint(static (Numbers a, Numbers x) => Tensor.Concatenate(0, x, a), Tensor.Zeros<double>([2]));

        var problem = Assert.Throws<ShapeException>(() => stacked(Tensor.Ones<double>([1])));

        Assert.Contains("[2]", problem.Message, StringComparison.Ordinal);
        Assert.Contains("[3]", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_back_that_is_singular_says_so()
    {
        // Every x is a fixed point of x ↦ x + 0·a.
        var anywhere = Differentiable.FixedPoint(static (Numbers a, Numbers x) => x + 0.0 * a, Tensor.Ones<double>([]));
        var (_, back) = anywhere(1.0);

        var problem = Assert.Throws<ConvergenceException>(() => back(1.0));

        Assert.Contains("the way back", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_and_trees_have_fixed_points_too()
    {
        var body = Layers<double>.Concatenate.Then(Layers<double>.Dense(3)).Then(Layers<double>.Tanh);
        var theta = body.Initialize(Seed, Shapes.Pair(Shape.Create(3), Shape.Create(2))).Parameters.Scale(0.5);
        var inputs = Seed.Split("x").Normal<double>([4, 2], 0, 1);
        var function = body.In();
        var equilibrium = Differentiable.FixedPoint(
            (TensorTree<double> p, Numbers z) => function.Apply((p, (z, inputs))), Tensor.Zeros<double>([4, 3]), Exact, ExactSolver);

        Passes(equilibrium, theta);
        Passes(Differentiable.Trace(Differentiable.Trace((TensorTree<double> p) => Cost(equilibrium.Apply(p))).Gradient()), theta);
    }

    private static Differentiable<Two, Numbers> Of(FixedPointIteration iteration) => Differentiable.FixedPoint(
        static (Two p, Numbers x) => (x.MatMul(p.First) + p.Second).Tanh(), Tensor.Zeros<double>([1, 5]), iteration, ExactSolver);

    private static Numbers Cost(Numbers x) => (x * x * x).Sum();
}
