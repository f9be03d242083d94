using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>Adam that divides by how far gradients are from their mean. Zhuang et al., NeurIPS 2020.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate; positive.</param>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> AdaBelief<T>(T rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-16)
        where T : struct, IFloatingPointIeee754<T> => AdaBelief<T>((Rate<T>)Setting.Shortest(rate), beta1, beta2, epsilon);

    /// <inheritdoc cref="AdaBelief{T}(T, double, double, double)"/>
    public static Optimizer<T> AdaBelief<T>(Rate<T> rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-16)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scaled = GradientTransformations<T>.ScaleByAdaBelief(beta1, beta2, epsilon);
        ExpectFirstStep("AdaBelief", rate, beta1, epsilon);
        return Called(scaled.Then(GradientTransformations<T>.ScaleBy(rate)), Written("AdaBelief", [rate], ("beta1", beta1, 0.9), ("beta2", beta2, 0.999), ("epsilon", epsilon, 1e-16)));
    }
}
