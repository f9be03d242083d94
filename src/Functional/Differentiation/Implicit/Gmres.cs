namespace Functional;

/// <summary>
/// The generalised minimal residual method, restarted: for any invertible function. It keeps the vectors of one cycle, one for each iteration. Saad
/// and Schultz, SIAM J. Sci. Stat. Comput. 7(3), 1986.
/// </summary>
/// <param name="Tolerance">It has converged when ‖b − A·x‖ is at most this times ‖b‖; null for ε^⅔ of the element type: 4e-11 in double, 2e-5 in
/// float.</param>
/// <param name="Iterations">How often A is applied at most, restarts aside.</param>
/// <param name="Restart">After how many iterations the search starts anew from what it has found; as many vectors are kept.</param>
/// <example><code>
/// var solution = new Gmres(Restart: 50).Solve(v => v - matrix.MatMul(v), b);
/// </code></example>
public sealed record Gmres(double? Tolerance = null, int Iterations = 1000, int Restart = 30) : LinearSolver
{
    // A cycle that makes the residual smaller by less than this is repeated without end.
    private const double LeastProgress = 0.999;

    /// <summary>The largest relative residual that counts as converged; positive, or null for the default of the element type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or not finite.</exception>
    public double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(Gmres)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(Gmres));

    /// <summary>How often A is applied at most; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(Gmres)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(Gmres));

    /// <summary>The length of a cycle; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Restart { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Restart), nameof(Gmres)); } =
        SearchTolerance.AtLeast(1, Restart, nameof(Restart), nameof(Gmres));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new Gmres({SearchTolerance.Text(Tolerance)}, {Iterations}, {Restart})");

    /// <inheritdoc/>
    protected override LinearSolution<X> Search<X>(Func<X, X> linear, X rightSide)
    {
        var size = Math.Sqrt(rightSide.Dot(rightSide));
        var target = SearchTolerance.Of(Tolerance, rightSide) * size;
        var (x, residual, left, done) = (rightSide.Zero, rightSide, size, 0);
        while (true)
        {
            var length = Math.Min(Math.Min(Restart, rightSide.Dimension), Iterations - done);
            var (weights, basis, iterations) = Cycle(linear, residual, left, target, length);
            done += iterations;
            if (!weights.All(double.IsFinite))
                return new(x, left / size, done, SolverStatus.NotFinite);
            var next = x.Plus(PairwiseSum.Of(weights.Length, i => basis[i].Scale(weights[i])));
            residual = rightSide.Plus(linear(next).Scale(-1));
            var before = left;
            left = Math.Sqrt(residual.Dot(residual));
            if (!double.IsFinite(left))
                return new(x, before / size, done, SolverStatus.NotFinite);
            if (left <= target)
                return new(next, left / size, done, SolverStatus.Converged);
            if (left > LeastProgress * before)
                return left < before ? new(next, left / size, done, SolverStatus.NoProgress) : new(x, before / size, done, SolverStatus.NoProgress);
            x = next;
            if (done >= Iterations)
                return new(x, left / size, done, SolverStatus.IterationLimit);
        }
    }

    /// <summary>
    /// The change of x that makes the residual smallest among all in the span of r, A·r, A²·r, …: an orthonormal basis of it, and the weights of
    /// that, which are NaN where A has made numbers that are not finite.
    /// </summary>
    private static (double[] Weights, List<X> Basis, int Iterations) Cycle<X>(Func<X, X> linear, X residual, double size, double target, int length)
        where X : IVectorSpace<X>
    {
        var basis = new List<X>(length + 1) { residual.Scale(1 / size) };
        var fit = new HessenbergFit(size);
        while (basis.Count <= length)
        {
            var next = linear(basis[^1]);
            var whole = Math.Sqrt(next.Dot(next));
            if (!double.IsFinite(whole))
                return ([double.NaN], basis, basis.Count);
            var column = new double[basis.Count + 1];
            // Twice is enough to be orthogonal to rounding: Giraud, Langou and Rozložník, Numerische Mathematik 101, 2005.
            for (var pass = 0; pass < 2; pass++)
                for (var i = 0; i < basis.Count; i++)
                {
                    var share = next.Dot(basis[i]);
                    column[i] += share;
                    next = next.Plus(basis[i].Scale(-share));
                }
            var rest = Math.Sqrt(next.Dot(next));
            column[^1] = rest;
            fit.Add(column);
            if (!(fit.Residual > target) || !(rest > 1e-14 * whole) || basis.Count == length)
                break;
            basis.Add(next.Scale(1 / rest));
        }
        var weights = fit.Solve();
        return (weights, basis, weights.Length);
    }
}
