using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The gated linear unit with a SiLU for the gate, [a, b] ↦ a·SiLU(b): the last axis is cut into halves, of which the second is the gate. <c>[batch, …, 2·features]</c> to <c>[batch, …,
    /// features]</c>. Shazeer, arXiv:2002.05202, 2020.
    /// </summary>
    public static Layer<T, Tensor<T>, Tensor<T>> SwiGlu { get; } = new(new SwiGluLink<T>());
}

/// <summary>[a, b] ↦ a·SiLU(b).</summary>
internal sealed record SwiGluLink<T> : GatedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "SwiGlu";

    protected override Activation<T> Gate => SiluOperation<T>.Rule;
}
