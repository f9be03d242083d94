using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The gated linear unit with a ReLU for the gate, [a, b] ↦ a·max(b, 0): the last axis is cut into halves, of which the second is the gate. <c>[batch, …, 2·features]</c> to <c>[batch, …,
    /// features]</c>. Shazeer, arXiv:2002.05202, 2020.
    /// </summary>
    public static Layer<T, Tensor<T>, Tensor<T>> ReGlu { get; } = new(new ReGluLink<T>());
}

/// <summary>[a, b] ↦ a·max(b, 0).</summary>
internal sealed record ReGluLink<T> : GatedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "ReGlu";

    protected override Activation<T> Gate => ReluOperation<T>.Rule;
}
