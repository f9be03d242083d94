using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>v ← decay·v + (1 − decay)·g², θ ← θ − rate·g / (√v + ε). Tieleman and Hinton, 2012, in the form of PyTorch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="decay">How much of the mean square stays, in [0, 1).</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <param name="centered">Whether the variance takes the place of the mean square.</param>
    /// <param name="momentum">How much of the velocity of what comes out stays, in [0, 1); none when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> RmsProp<T>(T rate, double decay = 0.99, double epsilon = 1e-8, bool centered = false, Schedule? momentum = null)
        where T : struct, IFloatingPointIeee754<T> => RmsProp<T>((Rate<T>)Setting.Shortest(rate), decay, epsilon, centered, momentum);

    /// <inheritdoc cref="RmsProp{T}(T, double, double, bool, Schedule)"/>
    public static Optimizer<T> RmsProp<T>(Rate<T> rate, double decay = 0.99, double epsilon = 1e-8, bool centered = false, Schedule? momentum = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scaled = GradientTransformations<T>.ScaleByRmsProp(decay, epsilon, centered);
        if (rate.Always is { } always)
            Setting.Finite<T>(always / double.Sqrt(1 - decay), always, nameof(rate), Invariant($"RmsProp: rate / √(1 − decay) is finite, decay {decay}"));
        return Called(
            (momentum is null ? scaled : scaled.Then(GradientTransformations<T>.Momentum(momentum))).Then(GradientTransformations<T>.ScaleBy(rate)),
            Written("RmsProp", [rate], ("decay", decay, 0.99), ("epsilon", epsilon, 1e-8), ("centered", centered, false), ("momentum", momentum, null)));
    }
}
