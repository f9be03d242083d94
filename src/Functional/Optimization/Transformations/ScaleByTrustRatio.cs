using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// u ← ‖θ‖/‖u‖·u of each tensor, so that it moves in proportion to its size; as it is where either is zero. You et al., "Large batch optimization for deep learning",
    /// ICLR 2020: after <see cref="ScaleByAdam"/> and <see cref="AddDecayedWeights"/> it makes LAMB, after <see cref="Momentum"/> LARS.
    /// </summary>
    public static Optimizer<T> ScaleByTrustRatio { get; } = new ScaleByTrustRatio<T>();
}

internal sealed record ScaleByTrustRatio<T> : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "trust";

    public override string Code => "ScaleByTrustRatio";

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) =>
        new(parameters.Zip(updates, static (p, u) => u * Ratio(p.Norm(), u.Norm())), moments);

    private static Tensor<T> Ratio(Tensor<T> of, Tensor<T> by)
    {
        // One where there is no size to compare; no division by zero on the way.
        var none = (of.Equality(Tensor.Zeros<T>(of.Shape)) + by.Equality(Tensor.Zeros<T>(by.Shape))).Sign();
        return none + (T.One - none) * of / (by + none);
    }
}
