using System.Runtime.CompilerServices;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of log Σ eˣ − x[label]: a cost layer on logits, <see cref="LogSoftmax"/> and <see cref="NegativeLogLikelihood(Labels)"/> in one.</summary>
    /// <param name="labels">The class of each row.</param>
    [OverloadResolutionPriority(1)]         // whole numbers in brackets are labels
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(Labels labels) => CrossEntropy(labels, Reduction.Mean);

    /// <summary>
    /// C = Σ (log Σ eˣ − x[label]), or the mean: a cost layer on logits <c>[batch, …, classes]</c>, stable for logits of any size. Its way back
    /// is softmax(x) − one-hot(label).
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    [OverloadResolutionPriority(1)]
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(Labels labels, Reduction reduction) =>
        CostOfClasses(new("CrossEntropy", labels, 0, null, null), reduction, CrossEntropyOfRows);

    /// <summary>
    /// C = Σ −q·log softmax(x), or the mean, where q is (1 − ε)·one-hot(label) + ε/classes, times what each class weighs, and rows with the ignored label
    /// are left out: a cost layer on logits <c>[batch, …, classes]</c>.
    /// <para>
    /// The mean divides by what the labels of all rows that count weigh together; where classes weigh the same, that is their number. Where it is 0, there is
    /// no mean, and that is refused; a sum is 0 then. Smoothing: Szegedy et al., CVPR 2016.
    /// </para>
    /// </summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="reduction">Sum, or mean over what the rows weigh.</param>
    /// <param name="smoothing">The share ε of each label that is divided among all classes, from 0 to below 1.</param>
    /// <param name="weights">What each class weighs, <c>[classes]</c>; all weigh 1 when none are given.</param>
    /// <param name="ignored">
    /// The label of rows that do not count: it may be one of the classes, such as that of padding, or none of them, such as 255. Nothing in such a row matters,
    /// and its gradient is 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Smoothing is not in [0, 1), a weight is negative or not finite, or the ignored label is none.</exception>
    /// <example><code>
    /// var run = Training.Run(start, network, labels => CrossEntropy(labels, smoothing: 0.1, ignored: 255), batches);
    /// </code></example>
    [OverloadResolutionPriority(1)]
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(
        Labels labels, Reduction reduction = Reduction.Mean, double smoothing = 0, Tensor<T>? weights = null, int? ignored = null) =>
        CostOfClasses(new ClassTargets<T>("CrossEntropy", labels, smoothing, weights, ignored).Checked(), reduction, CrossEntropyOfRows);

    private static (Tensor<T> Sum, Func<Tensor<T>, Tensor<T>> Pullback) CrossEntropyOfRows(ClassTargets<T> targets, Tensor<T> x)
    {
        if (!targets.IsPlain || x.Length == 0)
            return CrossEntropyOfDistributions(targets.Distribution(x.Shape), x);
        var (sum, back) = x.CrossEntropy(targets.Labels);
        return (sum, d => back(T.One, d));
    }

    /// <summary>Σ −q·log softmax(x), and its way back, softmax(x)·Σ q − q with the sum over the classes of each row.</summary>
    private static (Tensor<T> Sum, Func<Tensor<T>, Tensor<T>> Pullback) CrossEntropyOfDistributions(Tensor<T> q, Tensor<T> x)
    {
        var logarithms = x.LogSoftmax();
        return (-Weighed(q, logarithms).Sum(), d => (logarithms.Exp() * q.Sum([-1], keepAxes: true) - q) * d);
    }
}
