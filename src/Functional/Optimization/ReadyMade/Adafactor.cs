using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>
    /// Adam with little memory: squares of matrices are remembered by row and by column, and there is no mean of gradients unless one is asked for. Shazeer and Stern, ICML 2018.
    /// As a rule the rate is relative: a step is at most rate times the root mean square of its tensor. Their own, with warm-up, is
    /// <c>Schedule.InverseSquareRoot(1e-2, 10_000)</c>: 10⁻⁶·t, and 1/√t from step 10,000 on.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="relative">Whether the rate is multiplied by the root mean square of each tensor, or by 1e-3 where that is larger.</param>
    /// <param name="momentum">β₁, how much of the mean of steps stays, in [0, 1); 0 remembers none.</param>
    /// <param name="power">How fast what stays of squares comes near 1: 1 − t^−power; positive.</param>
    /// <param name="epsilon">ε₁, what is added to squares; positive in the element type, too.</param>
    /// <param name="limit">d, the largest root mean square of an update before the rate; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Adafactor<T>(T rate, bool relative = true, double momentum = 0, double power = 0.8, double epsilon = 1e-30, double limit = 1)
        where T : struct, IFloatingPointIeee754<T> => Adafactor<T>((Rate<T>)Setting.Shortest(rate), relative, momentum, power, epsilon, limit);

    /// <inheritdoc cref="Adafactor{T}(T, bool, double, double, double, double)"/>
    public static Optimizer<T> Adafactor<T>(Rate<T> rate, bool relative = true, double momentum = 0, double power = 0.8, double epsilon = 1e-30, double limit = 1)
        where T : struct, IFloatingPointIeee754<T>
    {
        Setting.In<T>(momentum, nameof(momentum), "Adafactor: the momentum is at least 0 and below 1", static x => x is >= 0 and < 1);
        var scaled = GradientTransformations<T>.ScaleByAdafactor(power, epsilon, limit);
        var sized = (relative ? scaled.Then(GradientTransformations<T>.ScaleByParameterSize()) : scaled).Then(GradientTransformations<T>.ScaleBy(rate));
        return Called(
            momentum == 0 ? sized : sized.Then(GradientTransformations<T>.Momentum(momentum)).Then(GradientTransformations<T>.ScaleBy(1 - momentum)),
            Written("Adafactor", [rate], ("relative", relative, true), ("momentum", momentum, 0.0), ("power", power, 0.8), ("epsilon", epsilon, 1e-30), ("limit", limit, 1.0)));
    }
}
