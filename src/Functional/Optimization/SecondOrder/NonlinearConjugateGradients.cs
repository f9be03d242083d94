namespace Functional;

/// <summary>
/// Nonlinear conjugate gradients: d ← −g + β·d with β = max(0, ⟨g, g − g₋⟩ / ⟨g₋, g₋⟩). It remembers one direction and nothing else. Polak and Ribière, 1969; Nocedal and Wright,
/// "Numerical optimization", 2006, algorithm 5.4 with (5.45).
/// </summary>
/// <param name="LineSearch">How far a direction is followed; as it has to be followed nearly to its end, to a tenth of the slope when none is given.</param>
/// <param name="Tolerance">It has converged when ‖∂C/∂θ‖ is at most this times 1 + |C|; null for ε^⅔ of the element type.</param>
/// <param name="Iterations">How many iterations there are at most; at least 1.</param>
public sealed record NonlinearConjugateGradients(StrongWolfe? LineSearch = null, double? Tolerance = null, int Iterations = 1000) : Minimizer
{
    /// <inheritdoc/>
    public override StrongWolfe LineSearch { get; init; } = LineSearch ?? new StrongWolfe(Curvature: 0.1);

    /// <inheritdoc/>
    public override double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(NonlinearConjugateGradients)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(NonlinearConjugateGradients));

    /// <inheritdoc/>
    public override int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(NonlinearConjugateGradients)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(NonlinearConjugateGradients));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => $"new NonlinearConjugateGradients({Arguments})";

    private protected override Directions<T> Begin<T>(Objective<T> objective) => new Way<T>();

    private sealed class Way<T> : Directions<T>
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        private TensorTree<T>? direction;
        private double share, fall;         // β, and how far the last step fell to first order, −α·⟨g, d⟩

        public override (TensorTree<T> Direction, double FirstStep) Next(SearchPoint<T> at)
        {
            var down = at.Gradient.Scale(-1);
            if (direction is null)
                return (direction = down, at.FirstStep);
            direction = down.Plus(direction.Scale(share));
            // As far as the last step fell (3.60), where the direction leads down at all.
            return (direction, fall / -at.Gradient.Dot(direction));
        }

        public override void Moved(SearchPoint<T> from, SearchPoint<T> to, double step)
        {
            share = Math.Max(0, to.Gradient.Dot(to.Gradient - from.Gradient) / from.Gradient.Dot(from.Gradient));
            fall = -step * from.Gradient.Dot(direction!);
        }

        public override bool Forget()
        {
            var had = direction is not null;
            direction = null;
            return had;
        }
    }
}
