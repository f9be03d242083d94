using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>AdamW of which each tensor's step is brought into proportion to the tensor: θ ← θ − rate·‖θ‖/‖u‖·u. You et al., "Large batch optimization for deep learning", ICLR 2020.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="decay">The decay, not negative; none when none is given.</param>
    /// <param name="decayed">The parameters that decay; all when none are given. <c>Paths.EndsWith("weight")</c> leaves out biases and scales.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Lamb<T>(T rate, Schedule? decay = null, Paths? decayed = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6)
        where T : struct, IFloatingPointIeee754<T> => Lamb<T>((Rate<T>)Setting.Shortest(rate), decay, decayed, beta1, beta2, epsilon);

    /// <inheritdoc cref="Lamb{T}(T, Schedule, Paths, double, double, double)"/>
    public static Optimizer<T> Lamb<T>(Rate<T> rate, Schedule? decay = null, Paths? decayed = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6)
        where T : struct, IFloatingPointIeee754<T>
    {
        var adam = GradientTransformations<T>.ScaleByAdam(beta1, beta2, epsilon);
        ExpectFirstStep("Lamb", rate, beta1, epsilon);
        return Called(
            (decay is null ? adam : adam.Then(GradientTransformations<T>.AddDecayedWeights(decay).Where(decayed ?? Paths.All)))
                .Then(GradientTransformations<T>.ScaleByTrustRatio).Then(GradientTransformations<T>.ScaleBy(rate)),
            Written("Lamb", [rate, decay, decay is null ? null : decayed], ("beta1", beta1, 0.9), ("beta2", beta2, 0.999), ("epsilon", epsilon, 1e-6)));
    }
}
