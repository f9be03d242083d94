using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x − tanh x, any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Tanhshrink { get; } = new(new TanhshrinkLink<T>());
}

/// <summary>x ↦ x − tanh x.</summary>
internal sealed record TanhshrinkLink<T> : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Tanhshrink";

    protected override Tensor<T> Of(Tensor<T> x) => x - x.Tanh();
}
