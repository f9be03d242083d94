using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x where |x| is above λ, and 0 elsewhere, any shape. At ±λ the derivative is taken to be 0.</summary>
    /// <param name="threshold">λ; at least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not finite, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Hardshrink(double threshold = 0.5) => new(new HardshrinkLink<T>(
        threshold, Setting.In<T>(threshold, nameof(threshold), "Hardshrink: the threshold is at least 0 and finite", static x => x >= 0 && double.IsFinite(x))));
}

/// <summary>x ↦ x where |x| is above the threshold, and 0 elsewhere.</summary>
internal sealed record HardshrinkLink<T>(double Threshold, T Rounded) : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Hardshrink({Threshold})");

    // NaN is no number within the threshold: it stays.
    protected override Tensor<T> Of(Tensor<T> x) => Tensor.Where(x.Abs().LessOrEqual(Rounded), T.Zero, x);
}
