namespace Functional;

/// <summary>
/// How a fixed point is searched: x ← x + β·(f(x) − x), which converges where f is a contraction, or the same with Anderson's acceleration, which
/// combines the last few steps so that what is left over is smallest. Anderson, J. ACM 12(4), 1965; Walker and Ni, SIAM J. Numer. Anal. 49(4), 2011.
/// </summary>
/// <param name="Tolerance">
/// It has converged when f(x) − x is at most this times 1 + |x|, both as root mean squares: absolute where x is small, relative where it is large.
/// Null for ε^⅔ of the element type: 4e-11 in double, 2e-5 in float.
/// </param>
/// <param name="Iterations">How often f is computed at most.</param>
/// <param name="Memory">How many steps Anderson's acceleration combines; 0 for none, 5 is usual.</param>
/// <param name="Damping">β: how far each step goes; 1 goes to f(x), less is slower and safer.</param>
/// <example><code>
/// var quick = new FixedPointIteration(Tolerance: 1e-6, Memory: 5);
/// </code></example>
public sealed record FixedPointIteration(double? Tolerance = null, int Iterations = 1000, int Memory = 0, double Damping = 1)
{
    /// <summary>What f(x) − x may be where it has converged; positive, or null for the default of the element type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or not finite.</exception>
    public double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(FixedPointIteration)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(FixedPointIteration));

    /// <summary>How often f is computed at most; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(FixedPointIteration)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(FixedPointIteration));

    /// <summary>How many steps are combined; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Memory { get; init => field = SearchTolerance.AtLeast(0, value, nameof(Memory), nameof(FixedPointIteration)); } =
        SearchTolerance.AtLeast(0, Memory, nameof(Memory), nameof(FixedPointIteration));

    /// <summary>How far each step goes; above 0, at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in (0, 1].</exception>
    public double Damping { get; init => field = Share(value, nameof(Damping)); } = Share(Damping, nameof(Damping));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new FixedPointIteration({SearchTolerance.Text(Tolerance)}, {Iterations}, {Memory}, {Damping})");

    /// <summary>The x with x = f(x).</summary>
    /// <exception cref="ConvergenceException">It was not found.</exception>
    internal X Find<X>(Func<X, X> function, X start)
        where X : IVectorSpace<X>
    {
        var (x, tolerance, mixing) = (start, SearchTolerance.Of(Tolerance, start), new AndersonMixing<X>(Memory, Damping));
        var size = double.NaN;
        for (var k = 1; k <= Iterations; k++)
        {
            var next = SearchTolerance.Expect(function(x), x, "FixedPoint: the function");
            var rest = next.Plus(x.Scale(-1));
            size = SearchTolerance.RootMeanSquare(rest);
            if (!double.IsFinite(size))
                throw new ConvergenceException(
                    Invariant($"FixedPoint: the search has diverged: after {k} iterations there are numbers that are NaN or infinite. ")
                    + "The function is no contraction there: damp the iteration, begin nearer, or use Root.",
                    size, k, SolverStatus.NotFinite);
            if (size <= tolerance * (1 + SearchTolerance.RootMeanSquare(next)))
                return next;
            x = mixing.Next(x, rest);
        }
        throw new ConvergenceException(
            Invariant($"FixedPoint: after {Iterations} iterations f(x) − x is still {size:G3} beside an x of {SearchTolerance.RootMeanSquare(x):G3} ")
            + Invariant($"(root mean squares), and {tolerance:G3} times 1 + |x| was asked. ")
            + "Allow more iterations or a larger tolerance, set Memory to accelerate, or use Root.",
            size, Iterations, SolverStatus.IterationLimit);
    }

    private static double Share(double value, string name) => value is > 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"FixedPointIteration: the damping is above 0 and at most 1, got {value}."));
}
