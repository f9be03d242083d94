using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x·Φ(x), any shape, Φ being the normal distribution. At −∞ it is its limit, −0. Hendrycks and Gimpel, arXiv:1606.08415, 2016.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Gelu { get; } = new(new GeluLink<T>());
}

/// <summary>x ↦ x·Φ(x).</summary>
internal sealed record GeluLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Gelu";

    public override Activation<T> Function => GeluOperation<T>.Rule;
}
