using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ λ·x where x is above 0, and λ·α·(eˣ − 1) elsewhere, any shape, with λ = 1.0507… and α = 1.6733…, which keep mean 0 and variance 1. At 0 the
    /// derivative is taken to be λ·α. Klambauer et al., NeurIPS 2017.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Selu { get; } = new(new SeluLink<T>());
}

/// <summary>x ↦ λ·x where x is above 0, and λ·α·(eˣ − 1) elsewhere.</summary>
internal sealed record SeluLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const double Lambda = 1.0507009873554804934193349852946, Alpha = 1.6732632423543772848170429916717;

    private static readonly EluOperation<T> Rule = new(T.CreateChecked(Lambda), T.CreateChecked(Lambda * Alpha), T.One);

    public override string Name => "Selu";

    public override Activation<T> Function => Rule;
}
