using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ max(x, 0), any shape. At 0 the derivative is taken to be 0.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Relu { get; } = new(new ReluLink<T>());
}

/// <summary>x ↦ max(x, 0).</summary>
internal sealed record ReluLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Relu";

    public override Activation<T> Function => ReluOperation<T>.Rule;

    /// <summary>With a maximum over windows after it, which looks at 0, too, in the same pass.</summary>
    public override Link<T>? Fuse(Link<T> following) => following is MaxPoolLink<T> pool ? new RectifiedMaxPoolLink<T>(pool, Name) { Label = Label } : null;
}
