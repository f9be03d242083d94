using System.Globalization;

namespace Functional.Tests.Optimization;

/// <summary>Searches for a minimum of a cost without noise: L-BFGS, conjugate gradients, Newton's method by products with the Hessian.</summary>
public sealed class MinimizerTests
{
    private static readonly Differentiable<TensorTree<double>, Tensor<double>> Rosenbrock = Differentiable.Trace(static (TensorTree<double> theta) =>
    {
        var (x, y) = (theta["x"], theta["y"]);
        return 100.0 * (y - x * x) * (y - x * x) + (1.0 - x) * (1.0 - x);
    });

    private static readonly TensorTree<double> RosenbrockStart = Point(-1.2, 1);

    public static TheoryData<Minimizer> All => [new Lbfgs(), new NonlinearConjugateGradients(), new NewtonConjugateGradients()];

    /// <summary>The smallest eigenvalue of the Hessian at the minimum is 0.4: so far from it is a point whose gradient is 4e-11.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void The_valley_of_Rosenbrock_is_followed_to_its_minimum(Minimizer minimizer)
    {
        var states = minimizer.Minimize(Rosenbrock, RosenbrockStart).ToArray();

        Assert.Equal(MinimizationStatus.Converged, states[^1].Status);
        Assert.All(states[..^1], static state => Assert.Equal(MinimizationStatus.Running, state.Status));
        Assert.Equal(1, states[^1].Parameters["x"].Scalar, 1e-10);
        Assert.Equal(1, states[^1].Parameters["y"].Scalar, 2e-10);
        Assert.Equal(Enumerable.Range(0, states.Length), states.Select(static state => state.Iteration));
        Assert.InRange(states.Length, 10, 100);
    }

    /// <summary>What the conditions of Wolfe say of each step s, which is a multiple of its direction; the roundings of a cost aside.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Every_step_fulfils_the_strong_conditions_of_Wolfe(Minimizer minimizer)
    {
        var states = minimizer.Minimize(Rosenbrock, RosenbrockStart).ToArray();

        Assert.All(states.Zip(states[1..]), pair =>
        {
            var (before, after) = pair;
            var step = after.Parameters - before.Parameters;
            var slope = before.Gradient.Dot(step);
            Assert.True(slope < 0);
            Assert.True(after.Cost <= before.Cost + minimizer.LineSearch.Decrease * slope + 16 * 2.3e-16 * before.Cost);
            Assert.True(Math.Abs(after.Gradient.Dot(step)) <= minimizer.LineSearch.Curvature * Math.Abs(slope) * (1 + 1e-6));
        });
    }

    /// <summary>With exact line searches both make the same n conjugate directions of a quadratic of n dimensions, and are done.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_quadratic_takes_as_many_steps_as_it_has_dimensions(bool conjugate)
    {
        const int Count = 6;
        var exact = new StrongWolfe(1e-12, 1e-10, 50);
        Minimizer minimizer = conjugate ? new NonlinearConjugateGradients(exact, 1e-7) : new Lbfgs(Count, exact, 1e-7);
        var (cost, minimum, start) = Quadratic(Count);

        var states = minimizer.Minimize(cost, start).ToArray();

        Assert.Equal((MinimizationStatus.Converged, Count), (states[^1].Status, states[^1].Iteration));
        Near(minimum, states[^1].Parameters["x"], 1e-6);
    }

    /// <summary>Here the gradient after a whole step is what the conjugate gradients leave, √‖g‖ of it: a step has half as many right digits more than the one before.</summary>
    [Fact]
    public void Newtons_steps_become_as_exact_as_the_gradient_is_small()
    {
        var (cost, minimum, start) = Quadratic(6);
        var states = new NewtonConjugateGradients().Minimize(cost, start).ToArray();

        Assert.Equal(MinimizationStatus.Converged, states[^1].Status);
        Near(minimum, states[^1].Parameters["x"], 1e-9);
        Assert.All(states.Zip(states[1..]), static pair =>
        {
            var (before, after) = pair;
            Assert.InRange(after.GradientNorm, 0, before.GradientNorm * Math.Min(0.5, Math.Sqrt(before.GradientNorm)) * (1 + 1e-6) + 1e-13);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Logistic_regression_ends_at_its_minimum(Minimizer minimizer)
    {
        var golden = Golden();
        var found = minimizer.Minimize(Logistic<double>(golden), TensorTree<double>.Of(("weight", Tensor.Zeros<double>([5])))).Last();
        var inSingle = minimizer.Minimize(Logistic<float>(golden), TensorTree<float>.Of(("weight", Tensor.Zeros<float>([5])))).Last();

        Assert.Equal((MinimizationStatus.Converged, MinimizationStatus.Converged), (found.Status, inSingle.Status));
        Near(golden["minimum"].Single(), found.Parameters["weight"], 1e-8);
        Near(golden["minimum"].Single(), inSingle.Parameters["weight"].Cast<double>(), 1e-3);
    }

    /// <summary>Where the first trial of each line search is taken, as here, nothing is left to choose: a few roundings of 2⁻⁵³, and a condition of the Hessian below 20 in each of eight steps.</summary>
    [Fact]
    public void The_first_steps_of_lbfgs_are_those_of_PyTorch()
    {
        var golden = Golden();
        var states = new Lbfgs(10).Minimize(Logistic<double>(golden), TensorTree<double>.Of(("weight", Tensor.Zeros<double>([5])))).Skip(1).Take(8).ToArray();

        Assert.Equal(8, states.Length);
        Assert.All(golden["step"].Index(), at => Near(at.Item, states[at.Index].Parameters["weight"], 1e-11));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_search_is_a_value_that_is_computed_as_far_as_it_is_looked_at(Minimizer minimizer)
    {
        var asked = 0;
        var search = minimizer.Minimize<double>(theta =>
        {
            asked++;
            return Rosenbrock(theta);
        }, RosenbrockStart);

        Assert.Equal(0, asked);
        Assert.Equal(1, search.First().Evaluations);
        Assert.Equal(1, asked);
        Assert.Equal(search.Take(12), search.Take(12));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_end_is_told(Minimizer minimizer)
    {
        Differentiable<TensorTree<double>, Tensor<double>> uphill = static theta => ((theta["x"] * theta["x"]).Sum(), dy => TensorTree<double>.Of(("x", -2.0 * theta["x"] * dy)));
        var one = TensorTree<double>.Of(("x", Tensor.Vector(1.0)));

        var limited = (minimizer with { Iterations = 2 }).Minimize(Rosenbrock, RosenbrockStart).ToArray();
        Assert.Equal(
            [MinimizationStatus.Running, MinimizationStatus.Running, MinimizationStatus.IterationLimit], limited.Select(static state => state.Status));
        var none = minimizer.Minimize(uphill, one).ToArray();
        Assert.Equal((MinimizationStatus.NoDescent, 0, one), (none[^1].Status, none[^1].Iteration, none[^1].Parameters));
        Assert.Equal(MinimizationStatus.NotFinite, minimizer.Minimize(Rosenbrock, Point(double.NaN, 1)).Single().Status);
        Assert.Equal(MinimizationStatus.Converged, minimizer.Minimize(Rosenbrock, Point(1, 1)).Single().Status);
    }

    /// <summary>Beyond x = 1 the cost is infinite: the trials come back.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void A_wall_is_no_end(Minimizer minimizer)
    {
        var wall = Differentiable.Trace(static (TensorTree<double> theta) => (-(1.0 - theta["x"]).Log() - 100.0 * theta["x"]).Sum());
        var found = minimizer.Minimize(wall, TensorTree<double>.Of(("x", Tensor.Vector(-3.0)))).Last();

        Assert.Equal(MinimizationStatus.Converged, found.Status);
        Assert.Equal(0.99, found.Parameters["x"].Span[0], 1e-10);
    }

    [Fact]
    public void A_cost_of_several_numbers_is_refused()
    {
        var several = Differentiable.Trace(static (TensorTree<double> theta) => theta["x"]);
        Assert.Throws<ShapeException>(() => new Lbfgs().Minimize(several, TensorTree<double>.Of(("x", Tensor.Vector(1.0, 2)))).First());
        Assert.Throws<ArgumentNullException>(() => new Lbfgs().Minimize(several, null!));
        Assert.Throws<ArgumentNullException>(() => new Lbfgs().Minimize<double>(null!, RosenbrockStart));
        Assert.Equal("Decrease", Assert.Throws<ArgumentOutOfRangeException>(static () => new StrongWolfe(Curvature: 0.1) with { Decrease = 0.2 }).ParamName);
    }

    [Fact]
    public void Each_is_written_as_what_makes_it()
    {
        Assert.Equal("new Lbfgs(10, new StrongWolfe(0.0001, 0.9, 25), null, 1000)", new Lbfgs().ToString());
        Assert.Equal("new NonlinearConjugateGradients(new StrongWolfe(0.0001, 0.1, 25), 0.5, 3)", new NonlinearConjugateGradients(Tolerance: 0.5, Iterations: 3).ToString());
        Assert.Equal("new NewtonConjugateGradients(200, new StrongWolfe(0.0001, 0.9, 25), null, 100)", new NewtonConjugateGradients().ToString());
        Assert.StartsWith("Running after 0 iterations and 1 evaluations: cost 24.2, gradient ", new Lbfgs().Minimize(Rosenbrock, RosenbrockStart).First().ToString(), StringComparison.Ordinal);
    }

    private static TensorTree<double> Point(double x, double y)
    {
        Tensor<double> first = x, second = y;
        return TensorTree<double>.Of(("x", first), ("y", second));
    }

    private static void Near(IEnumerable<double> expected, Tensor<double> actual, double tolerance) =>
        Assert.All(expected.Index(), at => Assert.Equal(at.Item, actual.Span[at.Index], tolerance));

    /// <summary>½·(x − m)ᵀ·A·(x − m) of a positive definite A, its minimum m, and where a search begins.</summary>
    private static (Differentiable<TensorTree<double>, Tensor<double>> Cost, Tensor<double> Minimum, TensorTree<double> Start) Quadratic(int count)
    {
        var root = Key.FromSeed(5).Normal<double>([count, count]);
        var matrix = root.MatMul(root, Transposed.Right) + Tensor.Identity<double>(count);
        var minimum = Key.FromSeed(6).Normal<double>([count]);
        var cost = Differentiable.Trace((TensorTree<double> theta) =>
        {
            var off = (theta["x"] - minimum).Reshape(count, 1);
            return (0.5 * off * matrix.MatMul(off)).Sum();
        });
        return (cost, minimum, TensorTree<double>.Of(("x", Tensor.Zeros<double>([count]))));
    }

    private static Differentiable<TensorTree<T>, Tensor<T>> Logistic<T>(ILookup<string, double[]> golden)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var targets = Tensor.Vector<double>(golden["t"].Single()).Cast<T>();
        var inputs = Tensor.Vector<double>(golden["x"].Single()).Reshape(targets.Length, 5).Cast<T>();
        return Differentiable.Trace((TensorTree<T> theta) =>
        {
            var z = inputs.MatMul(theta["weight"].Reshape(5, 1)).Reshape(targets.Length);
            return (z.Softplus() - targets * z).Mean() + T.CreateChecked(0.05) * (theta["weight"] * theta["weight"]).Sum();
        });
    }

    private static ILookup<string, double[]> Golden() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "minimizers.txt")).Select(static line => line.Split(' ')).ToLookup(
        static words => words[0], static words => words[1..].Select(static word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray());
}
