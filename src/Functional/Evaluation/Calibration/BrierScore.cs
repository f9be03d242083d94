using System.Numerics;

namespace Functional;

/// <summary>
/// The mean squared distance of probabilities from what came (Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review
/// 78(1), 1950): the smaller the better. Of several classes it is Σ (p − y)² over the classes, y the one-hot target, from 0 to 2; of a
/// question with the answers yes and no it is (p − y)² of the probability of yes, from 0 to 1, as in scikit-learn's <c>brier_score_loss</c>. So two
/// classes have twice the score of the question whether it is the second.
/// </summary>
public sealed record BrierScore : IMetric<BrierScore>
{
    private readonly double sum;

    private BrierScore(double sum, long count) => (this.sum, Count) = (sum, count);

    /// <inheritdoc/>
    public static BrierScore Empty { get; } = new(0, 0);

    /// <inheritdoc/>
    public long Count { get; }

    /// <summary>The score.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Value => sum / Metric.ExpectSamples(Count, nameof(BrierScore));

    /// <summary>The score of the probabilities of classes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities">The probabilities of the classes, <c>[…, classes]</c>: each row adds up to 1.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A number is no probability, or those of a row do not add up to 1.</exception>
    public static BrierScore Of<T>(Tensor<T> probabilities, Indices targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        ScoredRows.OfProbabilities(probabilities, targets, nameof(BrierScore));
        return Of(probabilities.Cast<double>(), Tensor.OneHot<double>(Labels.Create(targets.Span), probabilities.Shape), targets.Length);
    }

    /// <summary>The score of the probabilities of yes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities">The probability that a sample is positive, of any shape: each element is a sample.</param>
    /// <param name="targets">1 where it is and 0 where it is not, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">A number is no probability, or a target is neither 0 nor 1.</exception>
    public static BrierScore Of<T>(Tensor<T> probabilities, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        ScoredPositives.OfProbabilities(probabilities, targets, nameof(BrierScore));
        return Of(probabilities.Cast<double>(), targets.Cast<double>(), targets.Length);
    }

    /// <summary>The score over the samples of both.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    public static BrierScore operator +(BrierScore left, BrierScore right) => new(left.sum + right.sum, left.Count + right.Count);

    /// <summary>The score and of how many samples it is.</summary>
    public override string ToString() => Count == 0 ? "Brier score of no samples" : Invariant($"Brier score {Value:F4} of {Quantity.Of(Count, "sample")}");

    private static BrierScore Of(Tensor<double> probabilities, Tensor<double> came, int count) =>
        new((probabilities - came).Square().Sum().Scalar, count);
}
