using static Functional.Tests.Differentiation.Agreement;
using Numbers = Functional.Tensor<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Differentiation;

public class SolveTests
{
    private static readonly Key Seed = Key.FromSeed(32);
    private static readonly LinearSolver Exact = new Gmres(Tolerance: 1e-14);
    private static readonly Numbers Matrix = Tensor.Identity<double>(5) * 2.0 + Seed.Normal<double>([5, 5], 0, 0.4);
    private static readonly Numbers Right = Seed.Split("b").Normal<double>([5, 1], 0, 1);

    private static readonly Differentiable<Two, Numbers> Solve =
        Differentiable.Solve(static (Numbers a, Numbers x) => a.MatMul(x), Exact);

    [Fact]
    public void The_pullback_is_the_transposed_solve_and_an_outer_product()
    {
        Two at = (Tensor.Matrix<double>([[2, 1], [0, 4]]), Tensor.Matrix<double>([[4], [8]]));

        var (x, back) = Solve(at);
        var (dMatrix, dRight) = back(Tensor.Matrix<double>([[1], [0]]));

        Near([1, 2], x);
        Near([0.5, -0.125], dRight);                            // A⁻ᵀ·x̄
        Near([-0.5, -1, 0.125, 0.25], dMatrix);                 // −b̄·xᵀ
    }

    [Fact]
    public void A_system_of_five_passes_the_gradient_check() => Passes(Solve, (Matrix, Right));

    [Fact]
    public void Second_derivatives_pass_the_gradient_check() =>
        Passes(Differentiable.Trace(Differentiable.Trace((Two p) => Cost(Solve.Apply(p))).Gradient()), (Matrix, Right));

    [Fact]
    public void The_third_derivative_of_a_quotient_is_that_of_the_closed_form()
    {
        // x = 1/a: x′ = −a⁻², x″ = 2a⁻³, x‴ = −6a⁻⁴.
        var solve = Differentiable.Solve(static (Numbers a, Numbers x) => a * x, Exact);
        var first = Differentiable.Trace((Numbers a) => solve.Apply((a, Tensor.Ones<double>([])))).Gradient();
        var second = Differentiable.Trace(first).Gradient();
        var third = Differentiable.Trace(second).Gradient();

        Assert.Equal(-0.25, first(2.0).Scalar, 1e-13);
        Assert.Equal(0.25, second(2.0).Scalar, 1e-13);
        Assert.Equal(-0.375, third(2.0).Scalar, 1e-13);
    }

    [Fact]
    public void Forward_derivatives_are_the_transposes_of_backward_ones()
    {
        Two v = (Seed.Split("u").Normal<double>([5, 5], 0, 1), Seed.Split("v").Normal<double>([5, 1], 0, 1));
        var dy = Seed.Split("w").Normal<double>([5, 1], 0, 1);

        var (x, derivative) = Solve.Jvp()((Matrix, Right), v);

        // A·dx = db − dA·x
        Near(v.Second - v.First.MatMul(x), Matrix.MatMul(derivative));
        Assert.Equal(dy.Dot(derivative), Solve((Matrix, Right)).Pullback(dy).Dot(v), 1e-10);
    }

    [Fact]
    public void Second_derivatives_forwards_are_those_backwards()
    {
        var cost = Differentiable.Trace((Numbers a) => Cost(Solve.Apply((a, Right))));
        var v = Seed.Split("u").Normal<double>([5, 5], 0, 1);

        Near(cost.Hvp()(Matrix, v).Product, Differentiable.Trace(cost.Gradient()).Jvp()(Matrix, v).Derivative, 1e-9);
    }

    [Fact]
    public void Conjugate_gradients_give_the_same_derivatives_where_they_hold()
    {
        var symmetric = Matrix.MatMul(Matrix, Transposed.Left);
        static Numbers Linear(Numbers a, Numbers x) => a.MatMul(x);
        var dy = Tensor.Ones<double>([5, 1]);

        var expected = Solve((symmetric, Right)).Pullback(dy);
        var found = Differentiable.Solve<Numbers, Numbers>(Linear, new ConjugateGradients(1e-14))((symmetric, Right)).Pullback(dy);

        Near(expected.First, found.First, 1e-9);
        Near(expected.Second, found.Second, 1e-9);
    }

    [Fact]
    public void What_is_not_solved_is_an_error_with_residual_iterations_and_advice()
    {
        var singular = Differentiable.Solve(static (Numbers a, Numbers x) => a * x);
        var problem = Assert.Throws<ConvergenceException>(() => singular((Tensor.Vector(1.0, 0.0), Tensor.Vector(1.0, 1.0))));

        Assert.Equal(SolverStatus.NoProgress, problem.Status);
        Assert.Equal(Math.Sqrt(0.5), problem.Residual, 1e-12);
        Assert.True(problem.Iterations > 0);
        Assert.Contains("singular", problem.Message, StringComparison.Ordinal);
        var negative = Differentiable.Solve(static (Numbers a, Numbers x) => a * x, new ConjugateGradients());
        var advice = Assert.Throws<ConvergenceException>(() => negative((Tensor.Vector(-1.0), Tensor.Vector(1.0)))).Message;
        Assert.Contains("Gmres", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_linear_has_no_transpose_and_says_so()
    {
        var square = Differentiable.Solve(static (Numbers _, Numbers x) => x * x + x);

        Assert.ThrowsAny<Exception>(() => square((Tensor.Vector(1.0), Tensor.Vector(1.0))).Pullback(Tensor.Vector(1.0)));
    }

    [Fact]
    public void Another_traced_tensor_that_is_closed_over_is_not_cut_off_in_silence()
    {
        var closed = Differentiable.Trace((Numbers a) =>
            Differentiable.Solve((Numbers _, Numbers x) => a * x).Apply((Tensor.Vector(1.0), Tensor.Vector(1.0))));

        Assert.Throws<TraceException>(() => closed(Tensor.Vector(2.0)));
    }

    private static Numbers Cost(Numbers x) => (x * x * x).Sum();
}
