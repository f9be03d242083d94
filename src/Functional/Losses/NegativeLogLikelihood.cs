namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of −z[label]: a cost layer on log-probabilities <c>[batch, …, classes]</c>.</summary>
    /// <param name="labels">The class of each row.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> NegativeLogLikelihood(Labels labels) => NegativeLogLikelihood(labels, Reduction.Mean);

    /// <summary>C = Σ −z[label], or the mean: a cost layer on log-probabilities <c>[batch, …, classes]</c>.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> NegativeLogLikelihood(Labels labels, Reduction reduction) => Cost("NegativeLogLikelihood", z =>
    {
        ExpectLabels(z.Shape, labels, "NegativeLogLikelihood");
        var weight = WeightOf(labels.Count, reduction, "NegativeLogLikelihood");
        var shape = z.Shape;                // the way back needs no more, so it does not keep z
        return (z.TakeLabels(labels).Sum() * -weight, d => Tensor.OneHot<T>(labels, shape) * (d * -weight));
    });

    /// <summary>C = mean of log Σ eˣ − x[label]: a cost layer on logits, <see cref="LogSoftmax"/> and <see cref="NegativeLogLikelihood(Labels)"/> in one.</summary>
    /// <param name="labels">The class of each row.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(Labels labels) => CrossEntropy(labels, Reduction.Mean);

    /// <summary>
    /// C = Σ (log Σ eˣ − x[label]), or the mean: a cost layer on logits <c>[batch, …, classes]</c>, stable for logits of any size. Its way back
    /// is softmax(x) − one-hot(label).
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(Labels labels, Reduction reduction) => Cost("CrossEntropy", x =>
    {
        ExpectLabels(x.Shape, labels, "CrossEntropy");
        var weight = WeightOf(labels.Count, reduction, "CrossEntropy");
        var (sum, back) = x.CrossEntropy(labels);
        return (sum * weight, d => back(weight, d));
    });

    private static Layer<T, Tensor<T>, Tensor<T>> Cost(string name, Differentiable<Tensor<T>, Tensor<T>> function) =>
        Pure<Tensor<T>, Tensor<T>>(name, static _ => Shape.Scalar, function, static _ => 0);

    private static T WeightOf(int count, Reduction reduction, string name) => count == 0
        ? throw new ShapeException($"{name}: there are no samples.")
        : reduction == Reduction.Sum ? T.One : T.One / T.CreateChecked(count);

    private static void ExpectLabels(Shape shape, Labels labels, string name)
    {
        var classes = Features(shape, name);
        var rows = shape.ElementCount / classes;
        if (rows != labels.Count)
            throw new ShapeException(
                Invariant($"{name}: scores of shape {shape} have {rows} rows, but there are {labels.Count} labels."));
        for (var i = 0; i < labels.Count; i++)
            if (labels[i] >= classes)
                throw new ShapeException(
                    Invariant($"{name}: label {i} is {labels[i]}, but scores of shape {shape} have only the classes 0 to {classes - 1}."));
    }
}
