using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>θ ← θ − rate·(sign(β₁·m + (1 − β₁)·g) + decay·θ), m ← β₂·m + (1 − β₂)·g. Chen et al., NeurIPS 2023; they take a third to a tenth of Adam's rate, and more decay.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="decay">The decay, not negative; none when none is given.</param>
    /// <param name="decayed">The parameters that decay; all when none are given. <c>Paths.EndsWith("weight")</c> leaves out biases and scales.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean stays, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Lion<T>(T rate, Schedule? decay = null, Paths? decayed = null, double beta1 = 0.9, double beta2 = 0.99)
        where T : struct, IFloatingPointIeee754<T> => Lion<T>((Rate<T>)Setting.Shortest(rate), decay, decayed, beta1, beta2);

    /// <inheritdoc cref="Lion{T}(T, Schedule, Paths, double, double)"/>
    public static Optimizer<T> Lion<T>(Rate<T> rate, Schedule? decay = null, Paths? decayed = null, double beta1 = 0.9, double beta2 = 0.99)
        where T : struct, IFloatingPointIeee754<T>
    {
        var signs = GradientTransformations<T>.ScaleByLion(beta1, beta2);
        return Called(
            (decay is null ? signs : signs.Then(GradientTransformations<T>.AddDecayedWeights(decay).Where(decayed ?? Paths.All))).Then(GradientTransformations<T>.ScaleBy(rate)),
            Written("Lion", [rate, decay, decay is null ? null : decayed], ("beta1", beta1, 0.9), ("beta2", beta2, 0.99)));
    }
}
