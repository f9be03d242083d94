using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ min(max(x, 0), 6), any shape. At 0 and 6 the derivative is taken to be 0.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Relu6 { get; } = new(new Relu6Link<T>());
}

/// <summary>x ↦ min(max(x, 0), 6).</summary>
internal sealed record Relu6Link<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly ClampOperation<T> Rule = new(T.Zero, T.CreateChecked(6));

    public override string Name => "Relu6";

    public override Activation<T> Function => Rule;
}
