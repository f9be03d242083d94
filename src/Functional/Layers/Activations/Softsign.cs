using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x/(1 + |x|), any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Softsign { get; } = new(new SoftsignLink<T>());
}

/// <summary>x ↦ x/(1 + |x|).</summary>
internal sealed record SoftsignLink<T> : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Softsign";

    protected override Tensor<T> Of(Tensor<T> x) => x / (T.One + x.Abs());
}
