namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of −z[label]: a cost layer on log-probabilities <c>[batch, …, classes]</c>.</summary>
    /// <param name="labels">The class of each row.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> NegativeLogLikelihood(Labels labels) => NegativeLogLikelihood(labels, Reduction.Mean);

    /// <summary>C = Σ −z[label], or the mean: a cost layer on log-probabilities <c>[batch, …, classes]</c>.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> NegativeLogLikelihood(Labels labels, Reduction reduction) =>
        CostOfClasses(new("NegativeLogLikelihood", labels, 0, null, null), reduction, NegativeLogLikelihoodOfRows);

    /// <summary>
    /// C = Σ −w[label]·z[label], or the mean, where each class weighs something else, labels are smoothed, or some rows do not count: a cost layer on
    /// log-probabilities <c>[batch, …, classes]</c>. What the settings mean is said at
    /// <see cref="CrossEntropy(Labels, Reduction, double, Tensor{T}, int?)"/>, which is this after <see cref="LogSoftmax"/>.
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum, or mean over what the rows weigh.</param>
    /// <param name="smoothing">The share ε of each label that is divided among all classes, from 0 to below 1.</param>
    /// <param name="weights">What each class weighs, <c>[classes]</c>; all weigh 1 when none are given.</param>
    /// <param name="ignored">The label of rows that do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Smoothing is not in [0, 1), a weight is negative or not finite, or the ignored label is none.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> NegativeLogLikelihood(
        Labels labels, Reduction reduction = Reduction.Mean, double smoothing = 0, Tensor<T>? weights = null, int? ignored = null) =>
        CostOfClasses(new ClassTargets<T>("NegativeLogLikelihood", labels, smoothing, weights, ignored).Checked(), reduction, NegativeLogLikelihoodOfRows);

    private static (Tensor<T> Sum, Func<Tensor<T>, Tensor<T>> Pullback) NegativeLogLikelihoodOfRows(ClassTargets<T> targets, Tensor<T> z)
    {
        var shape = z.Shape;                // the way back needs no more, so it does not keep z
        var sum = targets.IsPlain ? z.TakeLabels(targets.Labels).Sum() : Weighed(targets.Distribution(shape), z).Sum();
        return (-sum, d => targets.Distribution(shape) * -d);
    }
}
