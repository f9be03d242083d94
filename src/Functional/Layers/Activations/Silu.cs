using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x·σ(x) = x/(1 + e⁻ˣ), any shape: swish. At −∞ it is its limit, −0. Elfwing, Uchibe and Doya, Neural Networks 107, 2018.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Silu { get; } = new(new SiluLink<T>());
}

/// <summary>x ↦ x·σ(x).</summary>
internal sealed record SiluLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Silu";

    public override Activation<T> Function => SiluOperation<T>.Rule;
}
