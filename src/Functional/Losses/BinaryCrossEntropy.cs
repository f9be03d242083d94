namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of the binary cross-entropy of logits over all elements.</summary>
    /// <param name="targets">Probabilities of the class 1, of the logits' shape; mostly 0 or 1.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> BinaryCrossEntropy(Tensor<T> targets) => BinaryCrossEntropy(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ (|x|·(1 − t or, where x is negative, t) + log(1 + e^−|x|)), or its mean over all elements: −t·log σ(x) − (1 − t)·log(1 − σ(x)) on
    /// logits x of any size. Its way back is σ(x) − t. An infinite logit costs nothing where the target is certain of the same class, and ∞ elsewhere.
    /// </summary>
    /// <param name="targets">Probabilities t of the class 1, of the logits' shape; mostly 0 or 1.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is not in [0, 1].</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> BinaryCrossEntropy(Tensor<T> targets, Reduction reduction)
    {
        if (targets.FirstOutside(T.Zero, T.One) is { } target)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"BinaryCrossEntropy: the target {target} is no probability."));
        return Cost("BinaryCrossEntropy", (targets, reduction), static (told, x) =>
        {
            var (targets, reduction) = told;
            var weight = WeightOf(x.Expect(targets.Shape, "BinaryCrossEntropy: the logits beside their targets").Length, reduction, "BinaryCrossEntropy");
            return (x.BinaryCrossEntropy(targets).Sum() * weight, d => (x.Sigmoid() - targets) * (d * weight));
        });
    }
}
