using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ tanh x, any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Tanh { get; } = new(new TanhLink<T>());
}

/// <summary>x ↦ tanh x.</summary>
internal sealed record TanhLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Tanh";

    public override Activation<T> Function => TanhOperation<T>.Rule;
}
