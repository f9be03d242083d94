using static Functional.Tests.Differentiation.Agreement;
using Numbers = Functional.Tensor<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Differentiation;

public class RootTests
{
    private static readonly Key Seed = Key.FromSeed(34);
    private static readonly Newton Exact = new(Tolerance: 1e-12, Solver: new Gmres(Tolerance: 1e-14));

    private static readonly Differentiable<Numbers, Numbers> SquareRoot =
        Differentiable.Root(static (Numbers a, Numbers x) => x * x - a, static a => Tensor.Ones<double>(a.Shape), Exact);

    // E − e·sin E = M
    private static readonly Differentiable<Two, Numbers> Kepler = Differentiable.Root(
        static (Two p, Numbers x) => x - p.First * Waves.Sine.Apply(x) - p.Second, static p => p.Second, Exact);

    [Fact]
    public void The_square_root_by_newton_has_the_derivatives_of_the_square_root()
    {
        var first = Differentiable.Trace((Numbers a) => SquareRoot.Apply(a).Sum()).Gradient();
        var second = Differentiable.Trace((Numbers a) => first(a).Sum()).Gradient();
        var third = Differentiable.Trace((Numbers a) => second(a).Sum()).Gradient();
        Numbers a = [0.25, 2, 9];

        Near(a.Map(Math.Sqrt), SquareRoot(a).Output);
        Near(a.Map(static x => 0.5 * Math.Pow(x, -0.5)), first(a));
        Near(a.Map(static x => -0.25 * Math.Pow(x, -1.5)), second(a));
        Near(a.Map(static x => 0.375 * Math.Pow(x, -2.5)), third(a), 1e-9);
    }

    [Fact]
    public void Keplers_equation_has_the_derivatives_of_the_closed_form()
    {
        var (eccentricity, mean) = (0.3, 1.0);

        var (x, back) = Kepler((eccentricity, mean));
        var (de, dm) = back(1.0);

        Assert.Equal(mean, x.Scalar - eccentricity * Math.Sin(x.Scalar), 1e-14);
        Assert.Equal(1 / (1 - eccentricity * Math.Cos(x.Scalar)), dm.Scalar, 1e-12);
        Assert.Equal(Math.Sin(x.Scalar) / (1 - eccentricity * Math.Cos(x.Scalar)), de.Scalar, 1e-12);
        // d²E/dM² = −e·sin E / (1 − e·cos E)³
        var second = Differentiable.Trace(Differentiable.Trace((Numbers m) => Kepler.Apply((eccentricity, m))).Gradient()).Gradient();
        Assert.Equal(-eccentricity * Math.Sin(x.Scalar) / Math.Pow(1 - eccentricity * Math.Cos(x.Scalar), 3), second(mean).Scalar, 1e-11);
    }

    [Fact]
    public void Keplers_equation_passes_the_gradient_check_twice()
    {
        Two at = (Tensor.Vector(0.1, 0.8), Tensor.Vector(0.5, 2.0));

        Passes(Kepler, at);
        Passes(Differentiable.Trace(Differentiable.Trace((Two p) => Kepler.Apply(p).Sum()).Gradient()), at);
    }

    [Fact]
    public void A_system_of_two_has_the_inverse_jacobian()
    {
        // u + v = s, u·v = p: u and v are the roots of z² − s·z + p.
        var roots = Differentiable.Root(
            static (Numbers q, Numbers x) => Tensor.Concatenate(0, x[..1] + x[1..] - q[..1], x[..1] * x[1..] - q[1..]), [0.0, 5.0], Exact);

        Near([2, 3], roots(Tensor.Vector(5.0, 6.0)).Output);
        // ∂u/∂s = u/(u − v), ∂u/∂p = 1/(v − u)
        Near([-2, 3, 1, -1], roots.Jacobian()(Tensor.Vector(5.0, 6.0)).Reshape(-1).TakeRows(0, 2, 1, 3));
    }

    [Fact]
    public void A_system_of_five_passes_the_gradient_check_twice()
    {
        var matrix = Tensor.Identity<double>(5) * 2.0 + Seed.Normal<double>([5, 5], 0, 0.3);
        var root = Differentiable.Root(static (Numbers a, Numbers x) => x.MatMul(a) + x * x * x - 1.0, Tensor.Zeros<double>([1, 5]), Exact);

        Passes(root, matrix);
        Passes(Differentiable.Trace(Differentiable.Trace((Numbers a) => (root.Apply(a) * root.Apply(a)).Sum()).Gradient()), matrix);
    }

    [Fact]
    public void Forward_derivatives_are_the_transposes_of_backward_ones()
    {
        Numbers a = [2, 3], v = [0.5, -1];

        Near(v / (2.0 * a.Map(Math.Sqrt)), SquareRoot.Jvp()(a, v).Derivative);
        Near(v * v / (-4.0 * a.Map(static x => Math.Pow(x, 1.5))), SquareRoot.Directional(2)(a, v));
    }

    [Fact]
    public void Each_sample_of_a_map_has_a_root_of_its_own()
    {
        var roots = Differentiable.Map((Numbers a) => SquareRoot.Apply(a));
        var traced = Differentiable.Trace((Numbers a) => roots(a));
        Numbers a = [0.25, 2, 9];

        Near(a.Map(Math.Sqrt), roots(a));
        Near(a.Map(static x => 0.5 * Math.Pow(x, -0.5)), traced(a).Pullback(Tensor.Ones<double>([3])));
    }

    [Fact]
    public void A_step_that_goes_too_far_is_shortened()
    {
        // From 3, Newton's steps for arctan swing ever wider.
        var arctan = Differentiable.WithPullback((Numbers x) => x.Map(Math.Atan), static (x, _, dy) => dy / (1.0 + x * x));
        var root = Differentiable.Root((Numbers a, Numbers x) => arctan.Apply(x - a), Tensor.Full([], 3.0));

        Assert.Equal(0.5, root(0.5).Output.Scalar, 1e-10);
    }

    [Fact]
    public void Conjugate_gradients_serve_where_the_jacobian_is_symmetric_and_positive()
    {
        var newton = new Newton(Solver: new ConjugateGradients());
        var root = Differentiable.Root(static (Numbers a, Numbers x) => x * x - a, Tensor.Ones<double>([1]), newton);

        Near([2], root([4.0]).Output, 1e-9);
    }

    [Fact]
    public void Where_there_is_no_root_it_says_so()
    {
        var problem = Assert.Throws<ConvergenceException>(() => SquareRoot(Tensor.Vector(-1.0)));

        Assert.Contains("Root", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Residual > 0 && problem.Iterations > 0);
    }

    [Fact]
    public void A_limit_of_steps_and_numbers_that_are_none_say_so()
    {
        var one = Differentiable.Root(static (Numbers a, Numbers x) => x * x - a, Tensor.Full([], 100.0), new(Iterations: 2));
        var none = Differentiable.Root(static (Numbers a, Numbers x) => (x - a).Log(), Tensor.Full([], -1.0));

        var problem = Assert.Throws<ConvergenceException>(() => one(2.0));

        Assert.Equal((SolverStatus.IterationLimit, 2), (problem.Status, problem.Iterations));
        Assert.Equal(SolverStatus.NotFinite, Assert.Throws<ConvergenceException>(() => none(2.0)).Status);
    }

    [Fact]
    public void A_function_that_returns_another_shape_is_refused_with_both_shapes()
    {
        var problem = Assert.Throws<ShapeException>(() =>
            Differentiable.Root(static (Numbers a, Numbers x) => Tensor.Concatenate(0, x, a), Tensor.Zeros<double>([2]))(Tensor.Ones<double>([1])));

        Assert.Contains("[2]", problem.Message, StringComparison.Ordinal);
        Assert.Contains("[3]", problem.Message, StringComparison.Ordinal);
    }
}
