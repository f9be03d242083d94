using static Functional.Tests.Differentiation.Agreement;
using Numbers = Functional.Tensor<double>;

namespace Functional.Tests.Differentiation;

public class LinearSolverTests
{
    private static readonly Key Seed = Key.FromSeed(31);

    [Fact]
    public void Conjugate_gradients_solve_a_symmetric_system_in_as_many_iterations_as_it_has_eigenvalues()
    {
        Numbers diagonal = [1, 4, 4, 9, 1];
        Numbers b = [1, 2, 3, 4, 5];

        var solution = new ConjugateGradients().Solve(x => diagonal * x, b);

        Assert.True(solution.HasConverged);
        Assert.Equal(3, solution.Iterations);
        Near(b / diagonal, solution.Value, 1e-12);
        Assert.InRange(solution.Residual, 0, 1e-12);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(7)]
    public void Gmres_solves_a_general_system_with_restarts_and_without(int restart)
    {
        var matrix = Tensor.Identity<double>(20) * 3.0 + Seed.Normal<double>([20, 20], 0, 0.3);
        var expected = Seed.Split("x").Normal<double>([20, 1], 0, 1);

        var solution = new Gmres(Tolerance: 1e-13, Restart: restart).Solve(x => matrix.MatMul(x), matrix.MatMul(expected));

        Assert.True(solution.HasConverged, solution.ToString());
        Near(expected, solution.Value, 1e-11);
        Assert.Equal(restart < 20, solution.Iterations > 20);
    }

    [Fact]
    public void Gmres_ends_by_the_number_of_coordinates_where_a_rotation_makes_no_progress_before()
    {
        // A cyclic shift: the residual stays 1 until the last iteration.
        Numbers Shift(Numbers x) => Tensor.Concatenate(0, x[1..], x[..1]);

        Numbers first = [1, 0, 0, 0];

        Assert.Equal([0, 1, 0, 0], new Gmres().Solve(Shift, first).Value);
        Assert.Equal(SolverStatus.NoProgress, new Gmres(Restart: 2).Solve(Shift, first).Status);
    }

    [Fact]
    public void Trees_pairs_and_records_are_solved_as_tensors_are()
    {
        Pair<TensorTree<double>, Numbers> b = (TensorTree<double>.Of(("u", Tensor.Vector(1.0, 2.0)), ("v", Tensor.Vector(3.0))), Tensor.Vector(4.0));
        static Pair<TensorTree<double>, Numbers> Linear(Pair<TensorTree<double>, Numbers> x) =>
            (x.First.Scale(2), x.Second.Scale(5) + x.First.Leaf("v", [1]));

        var solution = new Gmres().Solve(Linear, b);

        Assert.True(solution.HasConverged);
        Near([0.5, 1, 1.5, 0.5], Differentiable.Coordinates<Pair<TensorTree<double>, Numbers>, double>(solution.Value), 1e-12);
    }

    [Fact]
    public void Single_precision_is_asked_for_what_it_can_give()
    {
        var matrix = Tensor.Identity<float>(10) * 2f + Seed.Normal<float>([10, 10], 0, 0.1f);
        var b = Tensor.Ones<float>([10, 1]);

        var solution = new Gmres().Solve(x => matrix.MatMul(x), b);

        Assert.True(solution.HasConverged);
        Assert.InRange((matrix.MatMul(solution.Value) - b).Cast<double>().Dot((matrix.MatMul(solution.Value) - b).Cast<double>()), 0, 1e-8);
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Right_sides_whose_squares_are_lost_or_infinite_are_solved(double scale)
    {
        foreach (var solver in (LinearSolver[])[new ConjugateGradients(), new Gmres()])
        {
            var solution = solver.Solve(x => 2.0 * x, Tensor.Vector(scale, 3 * scale));

            Assert.True(solution.HasConverged);
            Near([0.5, 1.5], solution.Value / scale, 1e-12);
        }
    }

    [Fact]
    public void Nothing_is_searched_for_a_right_side_of_zero()
    {
        var solution = new Gmres().Solve<Numbers>(static x => throw new InvalidOperationException(), Tensor.Zeros<double>([3]));

        Assert.Equal((SolverStatus.Converged, 0, 0), (solution.Status, solution.Iterations, solution.Residual));
        Assert.Equal(Tensor.Zeros<double>([3]), solution.Value);
    }

    [Fact]
    public void What_is_not_solved_says_how_it_ended()
    {
        Numbers b = [1, 1];

        Assert.Equal(SolverStatus.NotPositiveDefinite, new ConjugateGradients().Solve(x => x * Tensor.Vector(1.0, -2.0), b).Status);
        Assert.Equal(SolverStatus.NoProgress, new Gmres().Solve(x => x * Tensor.Vector(1.0, 0.0), b).Status);
        Assert.Equal(SolverStatus.IterationLimit, new Gmres(Iterations: 1).Solve(x => x * Tensor.Vector(1.0, 3.0), b).Status);
        Assert.Equal(SolverStatus.IterationLimit, new ConjugateGradients(Iterations: 1).Solve(x => x * Tensor.Vector(1.0, 3.0), b).Status);
        Assert.Equal(SolverStatus.NotFinite, new Gmres().Solve(x => x * double.NaN, b).Status);
        Assert.Equal(SolverStatus.NotFinite, new ConjugateGradients().Solve(x => x * double.PositiveInfinity, b).Status);
        Assert.Equal(SolverStatus.NotFinite, new Gmres().Solve(static x => x, Tensor.Vector(double.NaN)).Status);
        Assert.Equal(Math.Sqrt(0.5), new Gmres().Solve(x => x * Tensor.Vector(1.0, 0.0), b).Residual, 1e-12);
    }

    [Fact]
    public void Solvers_print_as_the_expressions_that_make_them_and_solutions_as_what_was_found()
    {
        Assert.Equal("new Gmres(1E-08, 1000, 30)", new Gmres(1e-8).ToString());
        Assert.Equal("new ConjugateGradients(null, 7)", new ConjugateGradients(Iterations: 7).ToString());
        Assert.Equal("new Newton(null, 50, new Gmres(null, 1000, 5))", new Newton(Solver: new Gmres(Restart: 5)).ToString());
        Assert.Equal("new FixedPointIteration(null, 1000, 5, 0.5)", new FixedPointIteration(Memory: 5, Damping: 0.5).ToString());
        Assert.Equal("new DormandPrince(1E-06, 1E-09, 100000)", new DormandPrince().ToString());
        Assert.Equal("new RungeKutta4(100)", new RungeKutta4().ToString());
        Assert.Equal(
            "Converged after 1 iterations, relative residual 0", new ConjugateGradients().Solve(static x => 2.0 * x, Tensor.Vector(1.0)).ToString());
    }

    [Fact]
    public void A_function_that_returns_another_shape_is_refused_with_both_shapes()
    {
        var problem = Assert.Throws<ShapeException>(() => new Gmres().Solve(x => x.Reshape(3, 1), Tensor.Ones<double>([3])));

        Assert.Contains("[3]", problem.Message, StringComparison.Ordinal);
        Assert.Contains("[3, 1]", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_solver_in_a_traced_function_names_what_is_to_be_done()
    {
        var traced = Differentiable.Trace((Numbers x) => new Gmres().Solve(v => v * 2.0, x).Value);

        Assert.Throws<TraceException>(() => traced(Tensor.Ones<double>([2])));
    }
}
