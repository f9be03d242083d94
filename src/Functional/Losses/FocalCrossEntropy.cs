namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of −(1 − p)²·log p over the rows, where p = softmax(x)[label]: a cost layer on logits <c>[batch, …, classes]</c>.</summary>
    /// <param name="labels">The class of each row.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> FocalCrossEntropy(Labels labels) => FocalCrossEntropy(labels, Reduction.Mean);

    /// <summary>
    /// C = Σ −(1 − p)^γ·log p, or the mean over the rows, with p = softmax(x)[label]: a cross-entropy of logits <c>[batch, …, classes]</c> of any size that what
    /// is easy has little part in. With γ = 0 it is <see cref="CrossEntropy(Labels)"/>. Lin et al., ICCV 2017, for more classes than two.
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    /// <param name="gamma">γ, how much less what is easy counts; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Gamma is negative or not finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> FocalCrossEntropy(Labels labels, Reduction reduction = Reduction.Mean, double gamma = 2) =>
        Cost("FocalCrossEntropy", (labels, reduction, gamma: GammaOf(gamma, "FocalCrossEntropy")), static (told, x) =>
        {
            var (labels, reduction, gamma) = told;
            var shape = x.Shape;
            ClassTargets<T>.Expect("FocalCrossEntropy", labels, shape);
            if (shape[^1] < 2)
                throw new ShapeException($"FocalCrossEntropy: there are at least two classes, but the scores have shape {shape}.");
            var weight = WeightOf(labels.Count, reduction, "FocalCrossEntropy");
            // p is σ(s), where s is how far the label is above all others together.
            var own = Tensor.OneHot<T>(labels, shape);
            var others = Tensor.Where(own, T.NegativeInfinity, x);
            var together = others.LogSumExp([-1], keepAxes: true);
            var (each, slope) = FocalCrossEntropyOf(x.TakeLabels(labels).Reshape(together.Shape) - together, gamma);
            return (each.Sum() * weight, d =>
            {
                // Where all others are impossible, none of them has a part.
                var parts = Tensor.Where(together.EqualTo(T.NegativeInfinity), T.Zero, others.Softmax());
                return (own - parts) * (slope() * (d * weight));
            });
        });
}
