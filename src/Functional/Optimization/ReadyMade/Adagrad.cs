using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>v ← v + g², θ ← θ − rate·g / (√v + ε). Duchi, Hazan and Singer, JMLR 12, 2011.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="initial">v before the first step; not negative.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> Adagrad<T>(T rate, double initial = 0, double epsilon = 1e-10)
        where T : struct, IFloatingPointIeee754<T> => Adagrad<T>((Rate<T>)Setting.Shortest(rate), initial, epsilon);

    /// <inheritdoc cref="Adagrad{T}(T, double, double)"/>
    public static Optimizer<T> Adagrad<T>(Rate<T> rate, double initial = 0, double epsilon = 1e-10)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scaled = GradientTransformations<T>.ScaleByAdagrad(initial, epsilon);
        return Called(scaled.Then(GradientTransformations<T>.ScaleBy(rate)), Written("Adagrad", [rate], ("initial", initial, 0.0), ("epsilon", epsilon, 1e-10)));
    }
}
