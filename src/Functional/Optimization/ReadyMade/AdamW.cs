using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>Adam whose weights decay beside the gradient: θ ← θ − rate·(m̂ / (√v̂ + ε) + decay·θ). Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="decay">The decay, not negative; 0.01 when none is given.</param>
    /// <param name="decayed">The parameters that decay; all when none are given. <c>Paths.EndsWith("weight")</c> leaves out biases and scales.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> AdamW<T>(T rate, Schedule? decay = null, Paths? decayed = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        where T : struct, IFloatingPointIeee754<T> => AdamW<T>((Rate<T>)Setting.Shortest(rate), decay, decayed, beta1, beta2, epsilon);

    /// <inheritdoc cref="AdamW{T}(T, Schedule, Paths, double, double, double)"/>
    public static Optimizer<T> AdamW<T>(Rate<T> rate, Schedule? decay = null, Paths? decayed = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        where T : struct, IFloatingPointIeee754<T>
    {
        decay ??= 0.01;
        var adam = GradientTransformations<T>.ScaleByAdam(beta1, beta2, epsilon);
        ExpectFirstStep("AdamW", rate, beta1, epsilon);
        return Called(
            adam.Then(GradientTransformations<T>.AddDecayedWeights(decay).Where(decayed ?? Paths.All)).Then(GradientTransformations<T>.ScaleBy(rate)),
            Written("AdamW", [rate, decay, decayed], ("beta1", beta1, 0.9), ("beta2", beta2, 0.999), ("epsilon", epsilon, 1e-8)));
    }
}
