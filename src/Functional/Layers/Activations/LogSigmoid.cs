using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ log σ(x) = −log(1 + e⁻ˣ), any shape, without overflow.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> LogSigmoid { get; } = new(new LogSigmoidLink<T>());
}

/// <summary>x ↦ log σ(x).</summary>
internal sealed record LogSigmoidLink<T> : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "LogSigmoid";

    protected override Tensor<T> Of(Tensor<T> x) => -(-x).Softplus();
}
