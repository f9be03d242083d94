namespace Functional;

/// <summary>
/// Newton's method whose steps −H⁻¹·g are found by conjugate gradients from products with the Hessian, as exactly as the gradient is small: far away roughly, near the minimum so
/// well that the number of right digits grows by half each time. Where the Hessian is not positive, what was found until then is followed. Nocedal and Wright, "Numerical
/// optimization", 2006, algorithm 7.1.
/// </summary>
/// <param name="Products">How many products with the Hessian a step takes at most; at least 1.</param>
/// <param name="LineSearch">How far a direction is followed.</param>
/// <param name="Tolerance">It has converged when ‖∂C/∂θ‖ is at most this times 1 + |C|; null for ε^⅔ of the element type.</param>
/// <param name="Iterations">How many iterations there are at most; at least 1.</param>
public sealed record NewtonConjugateGradients(int Products = 200, StrongWolfe? LineSearch = null, double? Tolerance = null, int Iterations = 100) : Minimizer
{
    /// <summary>How many products with the Hessian a step takes at most; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Products { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Products), nameof(NewtonConjugateGradients)); } =
        SearchTolerance.AtLeast(1, Products, nameof(Products), nameof(NewtonConjugateGradients));

    /// <inheritdoc/>
    public override StrongWolfe LineSearch { get; init; } = LineSearch ?? new StrongWolfe();

    /// <inheritdoc/>
    public override double? Tolerance { get; init => field = SearchTolerance.Positive(value, nameof(Tolerance), nameof(NewtonConjugateGradients)); } =
        SearchTolerance.Positive(Tolerance, nameof(Tolerance), nameof(NewtonConjugateGradients));

    /// <inheritdoc/>
    public override int Iterations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Iterations), nameof(NewtonConjugateGradients)); } =
        SearchTolerance.AtLeast(1, Iterations, nameof(Iterations), nameof(NewtonConjugateGradients));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new NewtonConjugateGradients({Products}, {Arguments})");

    private protected override Directions<T> Begin<T>(Objective<T> objective) => new Way<T>(objective, Products);

    private sealed class Way<T>(Objective<T> objective, int products) : Directions<T>
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        private bool isDown;            // whether the next direction is down the gradient
        private bool wasDown;

        public override (TensorTree<T> Direction, double FirstStep) Next(SearchPoint<T> at)
        {
            var down = at.Gradient.Scale(-1);
            if (!isDown)
            {
                var solver = new ConjugateGradients(Math.Min(0.5, Math.Sqrt(at.GradientNorm)), products);
                var step = solver.Solve(objective.HessianAt(at.Parameters), down).Value;
                if (step.Dot(at.Gradient) < 0)
                {
                    wasDown = false;
                    return (step, 1);
                }
            }
            (isDown, wasDown) = (false, true);
            return (down, at.FirstStep);
        }

        public override bool Forget() => isDown = !wasDown;
    }
}
