using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional;

/// <summary>
/// How far probabilities mean what they say: of the samples predicted with a confidence of 0.8, four in five should be right. Samples are put into bins of equal
/// width by their confidence; bin m of M holds those in ((m − 1)/M, m/M], and the first one 0 as well. Of several classes the confidence is the
/// largest probability, and a sample is right if its class is that one (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017); of a question
/// with the answers yes and no it is the probability of yes, and right is yes (the reliability diagram of forecasters, scikit-learn's <c>calibration_curve</c>).
/// </summary>
/// <example><code>
/// var calibration = Calibration.Of(network.At(θ)(x).Output.Softmax(), labels);
/// var error = calibration.ExpectedError;
/// </code></example>
public sealed record Calibration : IMetric<Calibration>
{
    private const int UsualBins = 10;

    private readonly ImmutableArray<(long Count, long Right, double Confidence)> bins;      // the confidence is the sum

    private Calibration(ImmutableArray<(long Count, long Right, double Confidence)> bins) => this.bins = bins;

    /// <summary>The calibration of no samples, which goes with any number of bins.</summary>
    public static Calibration Empty { get; } = new([]);

    /// <inheritdoc/>
    public long Count => bins.Sum(static bin => bin.Count);

    /// <summary>The bins: their bounds, how many samples they have, the mean confidence of these and the part that is right. Both are null in an empty bin.</summary>
    public ImmutableArray<(double Lower, double Upper, long Count, double? Confidence, double? Accuracy)> Bins => [.. bins.Select((bin, index) => (
        index / (double)bins.Length, (index + 1) / (double)bins.Length, bin.Count,
        bin.Count == 0 ? (double?)null : bin.Confidence / bin.Count, bin.Count == 0 ? (double?)null : bin.Right / (double)bin.Count))];

    /// <summary>
    /// The expected calibration error: how far the mean confidence of a bin is from its accuracy, in the mean over the samples (Naeini et al., "Obtaining Well
    /// Calibrated Probabilities Using Bayesian Binning", AAAI 2015).
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double ExpectedError =>
        bins.Sum(static bin => double.Abs(bin.Right - bin.Confidence)) / Metric.ExpectSamples(Count, "Calibration: the expected error");

    /// <summary>The maximum calibration error: how far the mean confidence of a bin is from its accuracy, in the bin where it is furthest.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double MaximumError
    {
        get
        {
            Metric.ExpectSamples(Count, "Calibration: the maximum error");
            return bins.Where(static bin => bin.Count > 0).Max(static bin => double.Abs(bin.Right - bin.Confidence) / bin.Count);
        }
    }

    /// <summary>The calibration of the probabilities of classes.</summary>
    /// <typeparam name="T">The element type; in it a probability is compared with the bounds of the bins.</typeparam>
    /// <param name="probabilities">The probabilities of the classes, <c>[…, classes]</c>: each row adds up to 1.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <param name="bins">How many bins there are.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A number is no probability, or those of a row do not add up to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or more than fit an array.</exception>
    public static Calibration Of<T>(Tensor<T> probabilities, Indices targets, int bins = UsualBins)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = ScoredRows.OfProbabilities(probabilities, targets, nameof(Calibration));
        var likely = rows.Count == 0 ? [] : Labels.ArgMax(probabilities);
        return Of<T>(bins, likely.Select((predicted, row) => (rows[row][predicted], predicted == targets.Span[row])));
    }

    /// <summary>The calibration of the probabilities of yes.</summary>
    /// <typeparam name="T">The element type; in it a probability is compared with the bounds of the bins.</typeparam>
    /// <param name="probabilities">The probability that a sample is positive, of any shape: each element is a sample.</param>
    /// <param name="targets">1 where it is and 0 where it is not, of the same shape.</param>
    /// <param name="bins">How many bins there are.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">A number is no probability, or a target is neither 0 nor 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or more than fit an array.</exception>
    public static Calibration Of<T>(Tensor<T> probabilities, Tensor<T> targets, int bins = UsualBins)
        where T : struct, IFloatingPointIeee754<T>
    {
        var samples = ScoredPositives.OfProbabilities(probabilities, targets, nameof(Calibration));
        return Of<T>(bins, samples.Scores.Zip(samples.Positive));
    }

    /// <summary>The calibration over the samples of both.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    /// <exception cref="ArgumentException">They have different numbers of bins.</exception>
    public static Calibration operator +(Calibration left, Calibration right) =>
        left.bins.IsEmpty ? right
        : right.bins.IsEmpty ? left
        : left.bins.Length != right.bins.Length ? throw new ArgumentException(Invariant(
            $"Calibration: {left.bins.Length} bins and {right.bins.Length} bins do not go together."), nameof(right))
        : new([.. left.bins.Zip(right.bins, static (a, b) => (a.Count + b.Count, a.Right + b.Right, a.Confidence + b.Confidence))]);

    /// <inheritdoc/>
    public bool Equals(Calibration? other) => other is not null && bins.AsSpan().SequenceEqual(other.bins.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => bins.Aggregate(0, HashCode.Combine);

    /// <summary>The expected calibration error, and of how many samples and bins it is.</summary>
    public override string ToString() => Count == 0
        ? "calibration of no samples"
        : Invariant($"expected calibration error {ExpectedError:F4} of {Quantity.Of(Count, "sample")} in {Quantity.Of(bins.Length, "bin")}");

    private static Calibration Of<T>(int bins, IEnumerable<(double Confidence, bool IsRight)> samples)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (bins < 1 || bins > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(bins), Invariant($"Calibration: there are 1 to {Array.MaxLength} bins, got {bins}."));
        var filled = new (long Count, long Right, double Confidence)[bins];
        foreach (var (confidence, isRight) in samples)
        {
            ref var bin = ref filled[BinOf<T>(confidence, bins)];
            bin = (bin.Count + 1, isRight ? bin.Right + 1 : bin.Right, bin.Confidence + confidence);
        }
        return new(ImmutableCollectionsMarshal.AsImmutableArray(filled));
    }

    /// <summary>The bin whose bounds, rounded to the element type, a confidence is between; that before, where it is a bound.</summary>
    private static int BinOf<T>(double confidence, int count)
        where T : struct, IFloatingPointIeee754<T>
    {
        var bin = Math.Clamp((int)(confidence * count), 0, count - 1);
        while (bin > 0 && confidence <= Bound(bin))
            bin--;
        while (bin < count - 1 && confidence > Bound(bin + 1))
            bin++;
        return bin;

        double Bound(int number) => double.CreateChecked(T.CreateChecked(number) / T.CreateChecked(count));
    }
}
