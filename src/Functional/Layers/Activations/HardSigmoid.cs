using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ min(max(x/6 + ½, 0), 1), any shape. At and beyond ±3 the derivative is taken to be 0.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> HardSigmoid { get; } = new(new HardSigmoidLink<T>());
}

/// <summary>x ↦ min(max(x/6 + ½, 0), 1).</summary>
internal sealed record HardSigmoidLink<T> : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "HardSigmoid";

    protected override Tensor<T> Of(Tensor<T> x) => (x * (T.One / T.CreateChecked(6)) + T.CreateChecked(0.5)).Clamp(T.Zero, T.One);
}
