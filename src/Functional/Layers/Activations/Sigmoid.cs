using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ 1 / (1 + e⁻ˣ), any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Sigmoid { get; } = new(new SigmoidLink<T>());
}

/// <summary>x ↦ 1 / (1 + e⁻ˣ).</summary>
internal sealed record SigmoidLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Sigmoid";

    public override Activation<T> Function => SigmoidOperation<T>.Rule;
}
