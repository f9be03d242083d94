using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x, but no less than one bound and no more than the other, any shape. At and beyond the bounds the derivative is taken to be 0.</summary>
    /// <param name="low">The lower bound; finite.</param>
    /// <param name="high">The upper bound; finite, and not below the lower one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, as given or in the element type, or they are not in order.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> HardTanh(double low = -1, double high = 1)
    {
        var least = Setting.In<T>(low, nameof(low), "HardTanh: the lower bound is finite", double.IsFinite);
        var most = Setting.In<T>(high, nameof(high), "HardTanh: the upper bound is finite", double.IsFinite);
        return new(new HardTanhLink<T>(low, high, ClampOperation<T>.Between(least, most, "HardTanh")));
    }
}

/// <summary>x ↦ x between two bounds.</summary>
internal sealed record HardTanhLink<T>(double Low, double High, ClampOperation<T> Clamp) : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"HardTanh({Low}, {High})");

    public override Activation<T> Function => Clamp;
}
