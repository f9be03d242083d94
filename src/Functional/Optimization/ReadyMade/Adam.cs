using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², θ ← θ − rate·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
    /// Kingma and Ba, ICLR 2015.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Adam<T>(T rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        where T : struct, IFloatingPointIeee754<T> => Adam<T>((Rate<T>)Setting.Shortest(rate), beta1, beta2, epsilon);

    /// <inheritdoc cref="Adam{T}(T, double, double, double)"/>
    public static Optimizer<T> Adam<T>(Rate<T> rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        where T : struct, IFloatingPointIeee754<T>
    {
        var adam = GradientTransformations<T>.ScaleByAdam(beta1, beta2, epsilon);
        ExpectFirstStep("Adam", rate, beta1, epsilon);
        return Called(adam.Then(GradientTransformations<T>.ScaleBy(rate)), Written("Adam", [rate], ("beta1", beta1, 0.9), ("beta2", beta2, 0.999), ("epsilon", epsilon, 1e-8)));
    }
}
