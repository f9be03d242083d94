using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ ½·x·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³), any shape: what is near to <see cref="Gelu"/> and what GPT-2 was trained with. Hendrycks and
    /// Gimpel, arXiv:1606.08415, 2016.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> GeluTanh { get; } = new(new GeluTanhLink<T>());
}

/// <summary>x ↦ ½·x·(1 + tanh u).</summary>
internal sealed record GeluTanhLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "GeluTanh";

    public override Activation<T> Function => GeluTanhOperation<T>.Rule;
}
