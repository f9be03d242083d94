namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of Σ t·(log t − z) over the rows: how far distributions t are from log-probabilities z, <c>[batch, …, classes]</c>.</summary>
    /// <param name="targets">The probability of each class, of the shape of z.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is not in [0, 1], or those of a row do not add up to 1 to a thousandth.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> KLDivergence(Tensor<T> targets) => KLDivergence(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ t·(log t − z), or the mean over the rows: the divergence of Kullback and Leibler, KL(t‖p), of distributions t from log-probabilities z = log p,
    /// <c>[batch, …, classes]</c>. A class of probability 0 costs nothing: 0·log 0 is 0, and so is the slope by that target. Its way back is −t. Kullback and Leibler, Annals of Mathematical
    /// Statistics 22, 1951.
    /// </summary>
    /// <param name="targets">The probability of each class, of the shape of z, or its logarithm; they add up to 1 along the last axis.</param>
    /// <param name="reduction">Sum, or mean over the rows: what PyTorch calls "batchmean" where there is one row a sample.</param>
    /// <param name="logTargets">Whether the targets are logarithms of probabilities.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A target is not in [0, 1], or as a logarithm above 0 or NaN, or those of a row do not add up to 1 to a thousandth.
    /// </exception>
    public static Layer<T, Tensor<T>, Tensor<T>> KLDivergence(Tensor<T> targets, Reduction reduction = Reduction.Mean, bool logTargets = false)
    {
        if (logTargets && targets.FirstOutside(T.NegativeInfinity, T.Zero) is { } target)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"KLDivergence: the target {target} is no logarithm of a probability."));
        ExpectDistributions(logTargets ? targets.Exp() : targets, "KLDivergence");
        return Cost("KLDivergence", (targets, reduction, logTargets), static (told, z) =>
        {
            var (targets, reduction, logTargets) = told;
            var classes = Features(z.Expect(targets.Shape, "KLDivergence: the log-probabilities beside their targets").Shape, "KLDivergence");
            var weight = WeightOf(z.Length / classes, reduction, "KLDivergence");
            var t = logTargets ? targets.Exp() : targets;
            // Of what is impossible both logarithms may be infinite, and neither matters: they are left out before, so that slopes by traced targets are finite, too.
            var logarithms = logTargets ? Tensor.Where(t, targets, T.Zero) : Tensor.Where(t, t, T.One).Log();
            return ((t * (logarithms - Tensor.Where(t, z, T.Zero))).Sum() * weight, d => t * (d * -weight));
        });
    }
}
