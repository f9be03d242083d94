using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x where it is above 0, and α·(e^x/α − 1) elsewhere, any shape: its derivative has no jump. Barron, arXiv:1704.07483, 2017.</summary>
    /// <param name="alpha">α, how far below 0 it goes; positive, and α and 1/α are finite in the element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive and finite, or 1/α is not finite, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Celu(double alpha = 1)
    {
        var depth = Setting.In<T>(alpha, nameof(alpha), "Celu: alpha is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new(new CeluLink<T>(alpha, depth, Setting.Finite<T>(1 / alpha, alpha, nameof(alpha), "Celu: 1/alpha is finite")));
    }
}

/// <summary>x ↦ x where it is above 0, and α·(e^x/α − 1) elsewhere.</summary>
internal sealed record CeluLink<T>(double Alpha, T Depth, T Rate) : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Celu({Alpha})");

    public override Activation<T> Function { get; } = new EluOperation<T>(T.One, Depth, Rate);
}
