using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// Scores of positive and of negative samples, ranked: what the curves of a classifier that says yes or no are made of, at all of its thresholds. For each
/// score that occurs it is kept how many samples of both kinds have it, so equal scores are one threshold, and whatever batches they came in, the ranking is
/// the same to the last bit. It grows with the number of different scores.
/// </summary>
/// <example><code>
/// var ranking = batches.Epoch(key).Select(batch => Ranking.Of(network.At(θ)(batch.Inputs).Output.Softmax(), batch.Targets, positive: 2)).Combine();
/// var (area, precision) = (ranking.AreaUnderRoc, ranking.AveragePrecision);
/// </code></example>
public sealed record Ranking : IMetric<Ranking>
{
    private readonly ImmutableArray<(double Score, long Positives, long Negatives)> groups;     // the largest score first, each once

    private Ranking(ImmutableArray<(double Score, long Positives, long Negatives)> groups) => this.groups = groups;

    /// <inheritdoc/>
    public static Ranking Empty { get; } = new([]);

    /// <inheritdoc/>
    public long Count => Positives + Negatives;

    /// <summary>How many samples are positive.</summary>
    public long Positives => groups.Sum(static group => group.Positives);

    /// <summary>How many samples are negative.</summary>
    public long Negatives => groups.Sum(static group => group.Negatives);

    /// <summary>
    /// The ROC curve: for each threshold, from the largest down, the part of the negatives and the part of the positives that have at least that score. It begins
    /// at (0, 0), where the threshold is ∞, and ends at (1, 1). A point for each different score, as scikit-learn's <c>roc_curve</c> has them with
    /// <c>drop_intermediate=False</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no positive sample, or no negative one.</exception>
    public ImmutableArray<(double Threshold, double FalsePositiveRate, double TruePositiveRate)> RocCurve
    {
        get
        {
            var (positives, negatives) = ExpectBoth("the ROC curve");
            return [(double.PositiveInfinity, 0, 0), .. Cumulated().Select(at => (at.Score, at.Negatives / negatives, at.Positives / positives))];
        }
    }

    /// <summary>
    /// The area under the ROC curve: the probability that a positive sample has a larger score than a negative one, where an equal score counts one half. The
    /// pairs are counted, so it is exact up to one division.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no positive sample, or no negative one.</exception>
    public double AreaUnderRoc
    {
        get
        {
            var (positives, negatives) = ExpectBoth("the area under the ROC curve");
            var (twice, all, above) = (Int128.Zero, Negatives, 0L);             // negatives that are ranked above lose
            foreach (var group in groups)
            {
                twice += (Int128)group.Positives * (2 * (all - above) - group.Negatives);
                above += group.Negatives;
            }
            return (double)twice / 2 / (positives * negatives);
        }
    }

    /// <summary>
    /// The precision-recall curve: for each threshold, from the largest down, the part of the samples with at least that score that is positive, and the part of
    /// the positives that they are. scikit-learn's <c>precision_recall_curve</c> has the same points the other way round, and one more, of precision 1 and
    /// recall 0, where nothing is predicted positive and precision is 0/0: that one is not here.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no positive sample.</exception>
    public ImmutableArray<(double Threshold, double Precision, double Recall)> PrecisionRecallCurve
    {
        get
        {
            var positives = ExpectPositives("the precision-recall curve");
            return [.. Cumulated().Select(at => (at.Score, at.Positives / (double)(at.Positives + at.Negatives), at.Positives / positives))];
        }
    }

    /// <summary>
    /// The average precision, Σ (recallₙ − recallₙ₋₁)·precisionₙ over the thresholds: the mean precision over the positives, each at its own score. Nothing is
    /// interpolated between thresholds.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no positive sample.</exception>
    public double AveragePrecision
    {
        get
        {
            var positives = ExpectPositives("the average precision");
            return Cumulated().Zip(groups, static (at, group) => group.Positives * (at.Positives / (double)(at.Positives + at.Negatives))).Sum() / positives;
        }
    }

    /// <summary>The ranking of samples by their scores.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">Logits, probabilities or other scores, of any shape: each element is a sample.</param>
    /// <param name="targets">1 where a sample is positive and 0 where it is negative, of the same shape: as binary cross-entropy takes them.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">A score is not finite, or a target is neither 0 nor 1.</exception>
    public static Ranking Of<T>(Tensor<T> scores, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T> => Of(ScoredPositives.Of(scores, targets, nameof(Ranking)));

    /// <summary>The ranking of samples by the scores of one class, against all other classes together.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">Probabilities or other scores, <c>[…, classes]</c>. Logits of one row are not comparable with those of another.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <param name="positive">The class that is positive.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static Ranking Of<T>(Tensor<T> scores, Indices targets, int positive)
        where T : struct, IFloatingPointIeee754<T> => Of(ScoredPositives.OneAgainstTheRest(scores, targets, positive, nameof(Ranking)));

    /// <summary>The ranking of the samples of both.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    public static Ranking operator +(Ranking left, Ranking right)
    {
        var merged = ImmutableArray.CreateBuilder<(double Score, long Positives, long Negatives)>(left.groups.Length + right.groups.Length);
        var (i, j) = (0, 0);
        while (i < left.groups.Length || j < right.groups.Length)
        {
            var takesLeft = j == right.groups.Length || (i < left.groups.Length && left.groups[i].Score >= right.groups[j].Score);
            var takesRight = i == left.groups.Length || (j < right.groups.Length && right.groups[j].Score >= left.groups[i].Score);
            var (one, other) = (takesLeft ? left.groups[i++] : default, takesRight ? right.groups[j++] : default);
            merged.Add((takesLeft ? one.Score : other.Score, one.Positives + other.Positives, one.Negatives + other.Negatives));
        }
        return new(merged.DrainToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(Ranking? other) => other is not null && groups.AsSpan().SequenceEqual(other.groups.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => groups.Aggregate(0, HashCode.Combine);

    /// <summary>How many samples of both kinds are ranked, and the area under the ROC curve.</summary>
    public override string ToString() => Invariant($"ranking of {Quantity.Of(Positives, "positive")} and {Quantity.Of(Negatives, "negative")}")
        + (Positives > 0 && Negatives > 0 ? Invariant($", area under the ROC curve {AreaUnderRoc:F4}") : "");

    private static Ranking Of(ScoredPositives samples)
    {
        var (scores, order) = ((double[])samples.Scores.Clone(), Enumerable.Range(0, samples.Count).ToArray());
        Array.Sort(scores, order);
        var groups = ImmutableArray.CreateBuilder<(double Score, long Positives, long Negatives)>();
        for (var (i, next) = (scores.Length - 1, 0); i >= 0; i = next)
        {
            var (positives, negatives) = (0L, 0L);
            for (next = i; next >= 0 && scores[next] == scores[i]; next--)
                if (samples.Positive[order[next]])
                    positives++;
                else
                    negatives++;
            groups.Add((scores[i] + 0.0, positives, negatives));        // −0 is 0
        }
        return new(groups.DrainToImmutable());
    }

    /// <summary>For each score how many samples of both kinds have at least it.</summary>
    private IEnumerable<(double Score, long Positives, long Negatives)> Cumulated()
    {
        var (positives, negatives) = (0L, 0L);
        foreach (var group in groups)
            yield return (group.Score, positives += group.Positives, negatives += group.Negatives);
    }

    private double ExpectPositives(string value) => Positives > 0 ? Positives : throw Lacking(value, "a positive");

    private (double Positives, double Negatives) ExpectBoth(string value) => Positives > 0 && Negatives > 0
        ? (Positives, Negatives)
        : throw Lacking(value, "a positive and a negative");

    private InvalidOperationException Lacking(string value, string needs) => new(Invariant(
        $"Ranking: {value} needs {needs} sample at least, but there are {Quantity.Of(Positives, "positive")} and {Quantity.Of(Negatives, "negative")}."));
}
