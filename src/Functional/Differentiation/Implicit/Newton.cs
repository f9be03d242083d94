namespace Functional;

/// <summary>
/// How a root is searched: by Newton's steps −(∂g/∂x)⁻¹·g, which a linear solver finds from products with the Jacobian alone. A step that does not
/// make ‖g‖ smaller is halved. Dennis and Schnabel, "Numerical methods for unconstrained optimization and nonlinear equations", 1983, 6.3.
/// </summary>
/// <param name="Tolerance">
/// It has converged when a step is at most this times 1 + |x|, both as root mean squares: absolute where x is small, relative where it is large.
/// Null for ε^⅔ of the element type: 4e-11 in double, 2e-5 in float.
/// </param>
/// <param name="Iterations">How many steps there are at most.</param>
/// <param name="Solver">Solves the linear equations of the steps and of the way back; <see cref="Gmres"/> where none is given.</param>
/// <example><code>
/// var newton = new Newton(Solver: new ConjugateGradients());         // ∂g/∂x is symmetric and positive definite
/// </code></example>
public sealed record Newton(double? Tolerance = null, int Iterations = 50, LinearSolver? Solver = null)
{
    private const int Halvings = 30;
    private const double LeastDecrease = 1e-4;

    /// <summary>What a step may be where the search has converged; positive, or null for the default of the element type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or not finite.</exception>
    public double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(Newton)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(Newton));

    /// <summary>How many steps there are at most; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(Newton)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(Newton));

    internal LinearSolver Linear => Solver ?? new Gmres();

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new Newton({SearchTolerance.Text(Tolerance)}, {Iterations}, {Solver?.ToString() ?? "null"})");

    /// <summary>The x with g(x) = 0.</summary>
    /// <exception cref="ConvergenceException">It was not found.</exception>
    internal X Find<X>(Func<X, X> function, X start)
        where X : IVectorSpace<X>
    {
        var (x, tolerance, length) = (start, SearchTolerance.Of(Tolerance, start), double.NaN);
        for (var k = 1; k <= Iterations; k++)
        {
            var (value, back) = Tracing.Run(function, x);
            var size = Size(SearchTolerance.Expect(value, x, "Root: the function"));
            if (!double.IsFinite(size))
                throw new ConvergenceException(
                    Invariant($"Root: in step {k} of Newton's method the function has returned NaN or infinite numbers: begin nearer to the root."),
                    size, k, SolverStatus.NotFinite);
            var step = Linear.Expect(Tracing.Transpose(back, x, Tracing.Direction), value.Scale(-1), Invariant($"Root: step {k} of Newton's method"));
            length = SearchTolerance.RootMeanSquare(step);
            if (length <= tolerance * (1 + SearchTolerance.RootMeanSquare(x)))
                return x.Plus(step);
            x = Shortened(function, x, step, size, k);
        }
        throw new ConvergenceException(
            Invariant($"Root: after {Iterations} of Newton's steps the last one is still {length:G3} long (root mean square), ")
            + Invariant($"and {tolerance:G3} times 1 + |x| was asked. Allow more steps or a larger tolerance, or begin nearer to the root."),
            length, Iterations, SolverStatus.IterationLimit);
    }

    /// <summary>The point after the step, or as much of the step as makes ‖g‖ smaller.</summary>
    private static X Shortened<X>(Func<X, X> function, X x, X step, double size, int iteration)
        where X : IVectorSpace<X>
    {
        var share = 1.0;
        for (var halving = 0; halving < Halvings; halving++, share /= 2)
        {
            var next = x.Plus(step.Scale(share));
            if (Size(function(next)) <= (1 - LeastDecrease * share) * size)
                return next;
        }
        throw new ConvergenceException(
            Invariant($"Root: in step {iteration} of Newton's method no part of the step makes ‖g‖ = {size:G3} smaller: ")
            + "there may be no root near, the tolerance may be below what rounding allows, or the start is too far away.",
            size, iteration, SolverStatus.NoProgress);
    }

    private static double Size<X>(X value)
        where X : IVectorSpace<X> => Math.Sqrt(value.Dot(value));
}
