namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean over the rows of Σ max(0, 1 − x[label] + x[other])/classes over all other classes: a cost layer on scores <c>[batch, …, classes]</c>.</summary>
    /// <param name="labels">The class of each row.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> MultiClassHinge(Labels labels) => MultiClassHinge(labels, Reduction.Mean);

    /// <summary>
    /// C = Σ over the rows, or the mean, of Σ max(0, margin − x[label] + x[other])/classes over all other classes: the score of the label is to be above each
    /// other one by a margin. Weston and Watkins, ESANN 1999, with the mean over the classes, as PyTorch has it in MultiMarginLoss.
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    /// <param name="margin">How far the label should be above the others; at least 0.</param>
    /// <param name="squared">Whether what is missing is squared, so that the slope has no jump.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or not finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> MultiClassHinge(
        Labels labels, Reduction reduction = Reduction.Mean, double margin = 1, bool squared = false) =>
        Cost("MultiClassHinge", (labels, reduction, margin: MarginOf(margin, "MultiClassHinge"), squared), static (told, x) =>
        {
            var (labels, reduction, margin, squared) = told;
            var shape = x.Shape;
            ClassTargets<T>.Expect("MultiClassHinge", labels, shape);
            var weight = WeightOf(labels.Count, reduction, "MultiClassHinge") / T.CreateChecked(shape[^1]);
            var own = Tensor.OneHot<T>(labels, shape);
            var missing = Tensor.Where(own, T.Zero, x - x.TakeLabels(labels).Reshape(shape.With(-1, 1)) + margin).Relu();
            var (each, slope) = squared ? (missing * missing, missing * T.CreateChecked(2)) : (missing, missing.Sign());
            return (each.Sum() * weight, d => (slope - own * slope.Sum([-1], keepAxes: true)) * (d * weight));
        });
}
