using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x·tanh(log(1 + eˣ)), any shape. Misra, BMVC 2020.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Mish { get; } = new(new MishLink<T>());
}

/// <summary>x ↦ x·tanh(log(1 + eˣ)).</summary>
internal sealed record MishLink<T> : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Mish";

    protected override Tensor<T> Of(Tensor<T> x) => x * x.Softplus().Tanh();
}
