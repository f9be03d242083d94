using System.Collections.Immutable;

namespace Functional;

/// <summary>
/// L-BFGS: the inverse of the Hessian from the last few steps and the changes of the gradient along them. Liu and Nocedal, Mathematical Programming 45, 1989; Nocedal and
/// Wright, "Numerical optimization", 2006, algorithm 7.4. As a rule the first one to try.
/// </summary>
/// <param name="Memory">How many steps are remembered; at least 1.</param>
/// <param name="LineSearch">How far a direction is followed.</param>
/// <param name="Tolerance">It has converged when ‖∂C/∂θ‖ is at most this times 1 + |C|; null for ε^⅔ of the element type.</param>
/// <param name="Iterations">How many iterations there are at most; at least 1.</param>
/// <example><code>
/// var found = new Lbfgs().Minimize(network.On(x).Then(CrossEntropy(labels)), theta).Last();
/// </code></example>
public sealed record Lbfgs(int Memory = 10, StrongWolfe? LineSearch = null, double? Tolerance = null, int Iterations = 1000) : Minimizer
{
    /// <summary>How many steps are remembered; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Memory { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Memory), nameof(Lbfgs)); } =
        SearchTolerance.AtLeast(1, Memory, nameof(Memory), nameof(Lbfgs));

    /// <inheritdoc/>
    public override StrongWolfe LineSearch { get; init; } = LineSearch ?? new StrongWolfe();

    /// <inheritdoc/>
    public override double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(Lbfgs)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(Lbfgs));

    /// <inheritdoc/>
    public override int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(Lbfgs)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(Lbfgs));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new Lbfgs({Memory}, {Arguments})");

    private protected override Directions<T> Begin<T>(Objective<T> objective) => new Way<T>(Memory);

    private sealed class Way<T>(int memory) : Directions<T>
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        private const double Rounding = 2.3e-16;

        // Steps s, changes y of the gradient along them, and 1/⟨y, s⟩, from the oldest to the newest.
        private ImmutableList<(TensorTree<T> Step, TensorTree<T> Change, double Inverse)> pairs = [];
        private double scale;

        public override (TensorTree<T> Direction, double FirstStep) Next(SearchPoint<T> at)
        {
            if (pairs.IsEmpty)
                return (at.Gradient.Scale(-1), at.FirstStep);
            var (q, shares) = (at.Gradient, new double[pairs.Count]);
            for (var i = pairs.Count - 1; i >= 0; i--)
            {
                shares[i] = pairs[i].Inverse * pairs[i].Step.Dot(q);
                q = q.Plus(pairs[i].Change.Scale(-shares[i]));
            }
            q = q.Scale(scale);
            for (var i = 0; i < pairs.Count; i++)
                q = q.Plus(pairs[i].Step.Scale(shares[i] - pairs[i].Inverse * pairs[i].Change.Dot(q)));
            return (q.Scale(-1), 1);
        }

        public override void Moved(SearchPoint<T> from, SearchPoint<T> to, double step)
        {
            TensorTree<T> moved = to.Parameters - from.Parameters, change = to.Gradient - from.Gradient;
            var (curvature, square) = (moved.Dot(change), change.Dot(change));
            // Without a curvature above rounding the inverse would not be positive definite.
            if (!(curvature > Rounding * Math.Sqrt(square * moved.Dot(moved))))
                return;
            scale = curvature / square;                                 // (7.20)
            pairs = (pairs.Count == memory ? pairs.RemoveAt(0) : pairs).Add((moved, change, 1 / curvature));
        }

        public override bool Forget()
        {
            var had = !pairs.IsEmpty;
            pairs = [];
            return had;
        }
    }
}
