namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of −Σ t·log softmax(x) over the rows: a cost layer on logits <c>[batch, …, classes]</c> beside probabilities t.</summary>
    /// <param name="targets">The probability of each class, of the logits' shape; they add up to 1 along the last axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is not in [0, 1], or those of a row do not add up to 1 to a thousandth.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(Tensor<T> targets) => CrossEntropy(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ −w·q·log softmax(x), or the mean over the rows, with q = (1 − ε)·t + ε/classes: the cross-entropy of logits <c>[batch, …, classes]</c> beside
    /// probabilities t, such as mixed labels or those of another network. A class of probability 0 costs nothing, however small its logit is. The mean
    /// is over the rows, whatever their classes weigh.
    /// </summary>
    /// <param name="targets">The probability of each class, of the logits' shape; they add up to 1 along the last axis.</param>
    /// <param name="reduction">Sum or mean over the rows.</param>
    /// <param name="smoothing">The share ε that is divided among all classes, from 0 to below 1.</param>
    /// <param name="weights">What each class weighs, <c>[classes]</c>; all weigh 1 when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A target is not in [0, 1], those of a row do not add up to 1 to a thousandth, smoothing is not in [0, 1), or a weight is negative or not finite.
    /// </exception>
    public static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy(
        Tensor<T> targets, Reduction reduction = Reduction.Mean, double smoothing = 0, Tensor<T>? weights = null)
    {
        ClassWeights.Check("CrossEntropy", smoothing, weights);
        ExpectDistributions(targets, "CrossEntropy");
        return Cost("CrossEntropy", (targets, reduction, smoothing, weights), static (told, x) =>
        {
            var (targets, reduction, smoothing, weights) = told;
            var classes = Features(x.Expect(targets.Shape, "CrossEntropy: the logits beside their targets").Shape, "CrossEntropy");
            ClassWeights.Expect("CrossEntropy", weights, x.Shape);
            var share = WeightOf(x.Length / classes, reduction, "CrossEntropy");
            var (sum, back) = CrossEntropyOfDistributions(ClassWeights.Of(targets, smoothing, weights), x);
            return (sum * share, d => back(d * share));
        });
    }

    /// <summary>Refuses what is no probability, and rows that do not add up to 1 to a thousandth: so far off are those that were rounded to half precision.</summary>
    private static void ExpectDistributions(Tensor<T> targets, string name)
    {
        if (targets.FirstOutside(T.Zero, T.One) is { } target)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"{name}: the target {target} is no probability."));
        Features(targets.Shape, name);
        var slack = T.CreateChecked(1e-3);
        if (targets.Sum([-1]).FirstOutside(T.One - slack, T.One + slack) is { } sum)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"{name}: the probabilities of a row add up to 1, but here to {sum}."));
    }
}
