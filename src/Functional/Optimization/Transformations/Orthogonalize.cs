using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Each matrix of u brought near the orthogonal one nearest to it, U·Vᵀ of u = U·Σ·Vᵀ, so that all its directions count alike: from u/‖u‖, so many steps of
    /// x ← a·x + b·(x·xᵀ)·x + c·(x·xᵀ)²·x with a = 3.4445, b = −4.7750, c = 2.0315, which bring singular values not into 1, but quickly between 0.7 and 1.2. Weights
    /// <c>[in, out]</c> are then multiplied by √max(1, out/in). What is no matrix passes by. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024,
    /// whose weights are <c>[out, in]</c>.
    /// </summary>
    /// <param name="steps">How many Newton–Schulz steps; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    /// <example><code>
    /// var muon = Momentum(0.95, nesterov: true).Then(Orthogonalize()).Then(ScaleBy(0.02));
    /// </code></example>
    public static Optimizer<T> Orthogonalize(int steps = 5) => steps >= 1
        ? new Orthogonalize<T>(steps)
        : throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Orthogonalize: there is at least 1 Newton–Schulz step, got {steps}."));
}

internal sealed record Orthogonalize<T>(int Steps) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // The coefficients that Jordan et al. give: the slope at 0 is as steep as it can be while no singular value leaves [0.7, 1.2].
    private const double A = 3.4445, B = -4.7750, C = 2.0315, Epsilon = 1e-7;

    public override string Name => "orthogonal";

    public override string Code => Invariant($"Orthogonalize({Steps})");

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) =>
        new(updates.Map(leaf => leaf.Rank == 2 && leaf.Length > 0 ? Orthogonal(leaf) : leaf), moments);

    private Tensor<T> Orthogonal(Tensor<T> update)
    {
        var (a, b, c) = (T.CreateChecked(A), T.CreateChecked(B), T.CreateChecked(C));
        var (rows, columns) = (update.Shape[0], update.Shape[1]);
        var x = update / (update.Norm() + T.CreateChecked(Epsilon));
        for (var step = 0; step < Steps; step++)
        {
            // The smaller one of xᵀ·x and x·xᵀ.
            var square = x.MatMul(x, rows > columns ? Transposed.Left : Transposed.Right);
            var polynomial = b * square + c * square.MatMul(square);
            x = a * x + (rows > columns ? x.MatMul(polynomial) : polynomial.MatMul(x));
        }
        return x * T.CreateChecked(double.Sqrt(Math.Max(1, (double)columns / rows)));
    }
}
