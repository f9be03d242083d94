using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// The mean of the gradient of each output taken off: of weights <c>[…, in, out]</c> over all axes but the last. Vectors stay as they are. Yong et al., "Gradient
    /// centralization", ECCV 2020.
    /// </summary>
    public static Optimizer<T> Centralize { get; } = new Centralize<T>();
}

internal sealed record Centralize<T> : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "centralize";

    public override string Code => "Centralize";

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) => new(updates.Map(Centred), moments);

    private static Tensor<T> Centred(Tensor<T> leaf) =>
        leaf.Rank < 2 || leaf.Length == 0 ? leaf : leaf - leaf.Mean([.. Enumerable.Range(0, leaf.Rank - 1)], keepAxes: true);
}
