using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The gated linear unit, [a, b] ↦ a·σ(b): the last axis is cut into halves, of which the second is the gate. <c>[batch, …, 2·features]</c> to <c>[batch, …,
    /// features]</c>. Dauphin et al., ICML 2017.
    /// </summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Glu { get; } = new(new GluLink<T>());
}

/// <summary>[a, b] ↦ a·σ(b).</summary>
internal sealed record GluLink<T> : GatedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Glu";

    protected override Activation<T> Gate => SigmoidOperation<T>.Rule;
}
