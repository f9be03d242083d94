namespace Functional;

/// <summary>
/// Conjugate gradients: for functions that are symmetric and positive definite. One application of A and two inner products in each iteration; in
/// exact arithmetic it ends after as many iterations as A has different eigenvalues. Hestenes and Stiefel, J. Res. Nat. Bur. Standards 49(6), 1952.
/// </summary>
/// <param name="Tolerance">It has converged when ‖b − A·x‖ is at most this times ‖b‖; null for ε^⅔ of the element type: 4e-11 in double, 2e-5 in
/// float.</param>
/// <param name="Iterations">How often A is applied at most.</param>
/// <example><code>
/// var solution = new ConjugateGradients(Tolerance: 1e-8).Solve((Tensor&lt;double&gt; v) => matrix.MatMul(v), b);
/// </code></example>
public sealed record ConjugateGradients(double? Tolerance = null, int Iterations = 1000) : LinearSolver
{
    /// <summary>The largest relative residual that counts as converged; positive, or null for the default of the element type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or not finite.</exception>
    public double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(ConjugateGradients)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(ConjugateGradients));

    /// <summary>How often A is applied at most; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(ConjugateGradients)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(ConjugateGradients));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new ConjugateGradients({SearchTolerance.Text(Tolerance)}, {Iterations})");

    /// <inheritdoc/>
    protected override LinearSolution<X> Search<X>(Func<X, X> linear, X rightSide)
    {
        var size = Math.Sqrt(rightSide.Dot(rightSide));
        var target = SearchTolerance.Of(Tolerance, rightSide) * size;
        var (x, residual, square) = (rightSide.Zero, rightSide, size * size);
        var direction = residual;
        for (var k = 1; k <= Iterations; k++)
        {
            var image = linear(direction);
            var curvature = direction.Dot(image);
            if (!double.IsFinite(curvature))
                return End(k, SolverStatus.NotFinite);
            if (curvature <= 0)
                return End(k, SolverStatus.NotPositiveDefinite);
            var step = square / curvature;
            if (!double.IsFinite(step))
                return End(k, SolverStatus.NoProgress);
            (x, residual) = (x.Plus(direction.Scale(step)), residual.Plus(image.Scale(-step)));
            var before = square;
            square = residual.Dot(residual);
            if (Math.Sqrt(square) <= target)
            {
                // The residual that is carried along drifts away from the true one: it is believed once that is seen.
                residual = rightSide.Plus(linear(x).Scale(-1));
                square = residual.Dot(residual);
                if (Math.Sqrt(square) <= target)
                    return new(x, Math.Sqrt(square) / size, k, SolverStatus.Converged);
                before = double.PositiveInfinity;           // begins anew from here
            }
            direction = residual.Plus(direction.Scale(square / before));
        }
        return End(Iterations, SolverStatus.IterationLimit);

        LinearSolution<X> End(int iterations, SolverStatus status)
        {
            var left = rightSide.Plus(linear(x).Scale(-1));
            return new(x, Math.Sqrt(left.Dot(left)) / size, iterations, status);
        }
    }
}
