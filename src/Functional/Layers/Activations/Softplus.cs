using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ log(1 + eˣ), any shape, without overflow.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Softplus { get; } = new(new SoftplusLink<T>());
}

/// <summary>x ↦ log(1 + eˣ).</summary>
internal sealed record SoftplusLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Softplus";

    public override Activation<T> Function => SoftplusOperation<T>.Rule;
}
