namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of −log of the probability of each sequence of labels, beside log-probabilities <c>[batch, time, classes]</c> whose class 0 is the blank.</summary>
    /// <param name="labels">The labels of each sample, without blanks.</param>
    /// <exception cref="ArgumentException">A label is the blank.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Ctc(LabelSequences labels) => Ctc(labels, Reduction.Mean);

    /// <summary>
    /// Connectionist temporal classification: C = Σ −log P(labels), or the mean over the samples, beside log-probabilities <c>[batch, time, classes]</c>, such
    /// as <see cref="LogSoftmax"/> gives. P is the sum over all ways to say a class at each frame that become the labels when equal neighbours are joined and
    /// blanks then left out: where in time a label lies need not be known. Between two equal labels there must be a blank. Graves et al., ICML 2006.
    /// <para>
    /// The way back is the recursion forwards and backwards over the frames, in logarithms and in double precision. There are derivatives of any order.
    /// </para>
    /// </summary>
    /// <param name="labels">The labels of each sample, without blanks; none is a sample in which nothing is said.</param>
    /// <param name="reduction">Sum or mean over the samples. (PyTorch's mean divides each cost by the number of its labels first.)</param>
    /// <param name="frames">Which frames of each sample are there, <c>[batch, time]</c>: those that are not cost nothing; all are when none is given.</param>
    /// <param name="blank">The class that says nothing.</param>
    /// <param name="zeroInfeasible">
    /// Whether a sample of too few frames for its labels costs 0, and so has a gradient of 0, where its cost is ∞. It counts in the mean. If not, it is refused.
    /// </param>
    /// <exception cref="ArgumentException">A label is the blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blank is negative.</exception>
    /// <exception cref="ShapeException">The mask is not one of as many samples.</exception>
    /// <example><code>
    /// LabelSequences words = [[3, 1, 1], [2]];
    /// var cost = LogSoftmax.Then(Ctc(words, frames: Mask.OfLengths([9, 5], 12)));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Ctc(
        LabelSequences labels, Reduction reduction = Reduction.Mean, Mask? frames = null, int blank = 0, bool zeroInfeasible = false)
    {
        var targets = new AlignedLabels(labels, frames, blank, zeroInfeasible).Checked();
        return Cost("Ctc", (targets, reduction), static (told, x) =>
        {
            var (targets, reduction) = told;
            var weight = WeightOf(targets.Labels.Count, reduction, "Ctc");
            var rows = targets.Feasible(x.Shape);
            var (labels, frames, blank) = (targets.Labels.TakeRows(rows), targets.Frames?.TakeRows(rows), targets.Blank);
            var (count, shape) = (targets.Labels.Count, x.Shape);
            if (rows.Length == 0)
                return (T.Zero, _ => Tensor.Zeros<T>(shape));
            var scores = rows.Length == count ? x : x.TakeRows(rows);
            return (scores.Ctc(labels, frames, blank).Sum() * weight, d =>
            {
                var dscores = scores.CtcOccupancy(labels, frames, blank) * (d * -weight);
                return rows.Length == count ? dscores : dscores.AddRows(rows, count);
            });
        });
    }
}
