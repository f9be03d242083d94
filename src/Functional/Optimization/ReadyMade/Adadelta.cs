using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>θ ← θ − rate·√(Δ + ε) / √(v + ε)·g, with averages v of g² and Δ of what is multiplied by the rate, squared. Zeiler, 2012; his rate is 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="decay">How much of the averages stays, in [0, 1).</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Adadelta<T>(T rate, double decay = 0.9, double epsilon = 1e-6)
        where T : struct, IFloatingPointIeee754<T> => Adadelta<T>((Rate<T>)Setting.Shortest(rate), decay, epsilon);

    /// <inheritdoc cref="Adadelta{T}(T, double, double)"/>
    public static Optimizer<T> Adadelta<T>(Rate<T> rate, double decay = 0.9, double epsilon = 1e-6)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scaled = GradientTransformations<T>.ScaleByAdadelta(decay, epsilon);
        return Called(scaled.Then(GradientTransformations<T>.ScaleBy(rate)), Written("Adadelta", [rate], ("decay", decay, 0.9), ("epsilon", epsilon, 1e-6)));
    }
}
