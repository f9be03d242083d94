using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// The part of the samples whose class is among the k with the largest scores, for all k at once: what is kept is how often the right class comes first,
/// second, and so on. Of equal scores the class with the smaller number comes first, as in <see cref="Tensor{T}.TopK"/> and <see cref="Labels.ArgMax"/>;
/// in scikit-learn's <c>top_k_accuracy_score</c> it is the one with the larger number.
/// </summary>
public sealed record TopKAccuracy : IMetric<TopKAccuracy>
{
    private readonly ImmutableArray<long> ranks;        // how many samples have so many classes before the right one; the last is not 0

    private TopKAccuracy(ImmutableArray<long> ranks) => this.ranks = ranks;

    /// <inheritdoc/>
    public static TopKAccuracy Empty { get; } = new([]);

    /// <inheritdoc/>
    public long Count => ranks.Sum();

    /// <summary>The part of the samples whose class is among the first k, from 0 to 1.</summary>
    /// <param name="k">How many classes may be named; at least 1. With as many as there are, each sample is right.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Among(int k) => k >= 1
        ? ranks.Take(k).Sum() / (double)Metric.ExpectSamples(Count, "TopKAccuracy")
        : throw new ArgumentOutOfRangeException(nameof(k), Invariant($"TopKAccuracy: at least 1 class is named, got {k}."));

    /// <summary>The accuracy of scores.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">Logits or probabilities, <c>[…, classes]</c>.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static TopKAccuracy Of<T>(Tensor<T> scores, Indices targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = ScoredRows.Of(scores, targets, "TopKAccuracy");
        var counts = new long[rows.Classes];
        for (var row = 0; row < rows.Count; row++)
            counts[RankOf(targets.Span[row], rows[row])]++;
        var seen = counts.AsSpan().LastIndexOfAnyExcept(0) + 1;
        return new([.. counts[..seen]]);
    }

    /// <summary>The accuracy over the samples of both.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    public static TopKAccuracy operator +(TopKAccuracy left, TopKAccuracy right)
    {
        var (longer, shorter) = left.ranks.Length >= right.ranks.Length ? (left.ranks, right.ranks) : (right.ranks, left.ranks);
        return new([.. longer.Select((count, rank) => rank < shorter.Length ? count + shorter[rank] : count)]);
    }

    /// <inheritdoc/>
    public bool Equals(TopKAccuracy? other) => other is not null && ranks.AsSpan().SequenceEqual(other.ranks.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => ranks.Aggregate(0, HashCode.Combine);

    /// <summary>The accuracies with one, two and three classes.</summary>
    public override string ToString() => Count == 0
        ? "top-k accuracy of no samples"
        : Invariant($"accuracy {Among(1):F4}, among the first two {Among(2):F4}, among the first three {Among(3):F4}, of {Quantity.Of(Count, "sample")}");

    /// <summary>How many classes come before one.</summary>
    private static int RankOf(int target, ReadOnlySpan<double> scores)
    {
        var before = 0;
        for (var other = 0; other < scores.Length; other++)
            if (scores[other] > scores[target] || (scores[other] == scores[target] && other < target))
                before++;
        return before;
    }
}
