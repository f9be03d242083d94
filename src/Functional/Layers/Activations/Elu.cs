using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x where it is above 0, and α·(eˣ − 1) elsewhere, any shape. At 0 the derivative is taken to be α. Clevert, Unterthiner and Hochreiter, ICLR 2016.</summary>
    /// <param name="alpha">α, how far below 0 it goes; at least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Elu(double alpha = 1) =>
        new(new EluLink<T>(alpha, Setting.In<T>(alpha, nameof(alpha), "Elu: alpha is at least 0 and finite", static x => x >= 0 && double.IsFinite(x))));
}

/// <summary>x ↦ x where it is above 0, and α·(eˣ − 1) elsewhere.</summary>
internal sealed record EluLink<T>(double Alpha, T Rounded) : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Elu({Alpha})");

    public override Activation<T> Function { get; } = new EluOperation<T>(T.One, Rounded, T.One);
}
