using System.Numerics;
using System.Numerics.Tensors;

namespace Functional;

/// <summary>
/// The mean of −log p, p the probability of what came, in nats: the cross-entropy. Of the tokens of a text e to the power of it is the perplexity. It is
/// infinite where something came that had the probability 0; nothing is clipped.
/// </summary>
/// <example><code>
/// var loss = batches.Epoch(key).Select(batch => LogLoss.OfLogits(network.At(θ)(batch.Inputs).Output, batch.Targets)).Combine();
/// Console.WriteLine(loss.Perplexity);
/// </code></example>
public sealed record LogLoss : IMetric<LogLoss>
{
    private readonly double sum;

    private LogLoss(double sum, long count) => (this.sum, Count) = (sum, count);

    /// <inheritdoc/>
    public static LogLoss Empty { get; } = new(0, 0);

    /// <inheritdoc/>
    public long Count { get; }

    /// <summary>The loss in nats, at least 0.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Value => sum / Metric.ExpectSamples(Count, nameof(LogLoss));

    /// <summary>The perplexity, e to the power of the loss: to guess among so many tokens, all alike, would be as hard. At least 1.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Perplexity => double.Exp(Value);

    /// <summary>The loss of logits of classes: what the cost <c>CrossEntropy</c> is, in <c>double</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="logits">Logits, or log-probabilities, of the classes, <c>[…, classes]</c>.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A logit is NaN, or the largest of a row is infinite; other logits may be −∞.</exception>
    public static LogLoss OfLogits<T>(Tensor<T> logits, Indices targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = ScoredRows.Of(logits, targets, nameof(LogLoss));
        for (var row = 0; row < rows.Count; row++)
            if (TensorPrimitives.Max(rows[row]) is var largest && !double.IsFinite(largest))
                throw new ArgumentException(Invariant($"LogLoss: the largest logit of row {row} is {largest}, so that it has no probabilities."), nameof(logits));
        return targets.Length == 0 ? Empty : new(logits.Cast<double>().CrossEntropy(Labels.Create(targets.Span)).Sum.Scalar, targets.Length);
    }

    /// <summary>The loss of logits of yes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="logits">The logit of a sample being positive, of any shape: each element is a sample.</param>
    /// <param name="targets">1 where it is and 0 where it is not, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">A logit is not finite, or a target is neither 0 nor 1.</exception>
    public static LogLoss OfLogits<T>(Tensor<T> logits, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        ScoredPositives.Of(logits, targets, nameof(LogLoss));
        return new(logits.Cast<double>().BinaryCrossEntropy(targets.Cast<double>()).Sum().Scalar, targets.Length);
    }

    /// <summary>The loss of probabilities of classes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities">The probabilities of the classes, <c>[…, classes]</c>: each row adds up to 1.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A number is no probability, or those of a row do not add up to 1.</exception>
    public static LogLoss OfProbabilities<T>(Tensor<T> probabilities, Indices targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        ScoredRows.OfProbabilities(probabilities, targets, nameof(LogLoss));
        return OfLikelihoods(probabilities.Cast<double>().TakeLabels(Labels.Create(targets.Span)));
    }

    /// <summary>The loss of probabilities of yes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probabilities">The probability that a sample is positive, of any shape: each element is a sample.</param>
    /// <param name="targets">1 where it is and 0 where it is not, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">A number is no probability, or a target is neither 0 nor 1.</exception>
    public static LogLoss OfProbabilities<T>(Tensor<T> probabilities, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        var samples = ScoredPositives.OfProbabilities(probabilities, targets, nameof(LogLoss));
        return OfLikelihoods(Tensor.Generate([samples.Count], i => samples.Positive[i] ? samples.Scores[i] : 1 - samples.Scores[i]));
    }

    /// <summary>The loss of a log-likelihood that is known already.</summary>
    /// <param name="logLikelihood">Σ log p over the samples, in nats: not positive, for probabilities are at most 1.</param>
    /// <param name="count">How many samples, or tokens, there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The log-likelihood is positive or NaN, the count is negative, or there is something to lose and no sample.
    /// </exception>
    public static LogLoss OfLogLikelihood(double logLikelihood, long count)
    {
        if (!(logLikelihood <= 0))
            throw new ArgumentOutOfRangeException(nameof(logLikelihood), Invariant(
                $"LogLoss: a log-likelihood of probabilities is at most 0, got {logLikelihood}; the loss is its negative."));
        if (count < 0 || (count == 0 && logLikelihood != 0))
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"LogLoss: there is no log-likelihood {logLikelihood} of {count} samples."));
        return new(0 - logLikelihood, count);
    }

    /// <summary>The loss over the samples of both.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    public static LogLoss operator +(LogLoss left, LogLoss right) => new(left.sum + right.sum, left.Count + right.Count);

    /// <summary>The loss and of how many samples it is.</summary>
    public override string ToString() => Count == 0 ? "log loss of no samples" : Invariant($"log loss {Value:F4} of {Quantity.Of(Count, "sample")}");

    private static LogLoss OfLikelihoods(Tensor<double> likelihoods) => new(0 - likelihoods.Log().Sum().Scalar, likelihoods.Length);
}
