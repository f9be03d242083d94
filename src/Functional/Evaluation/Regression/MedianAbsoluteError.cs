using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional;

/// <summary>
/// The median of the absolute errors: half of them are no larger, so a few that are far off change nothing. All errors are kept, in order, so it grows with the
/// samples, and whatever batches they came in, it is the same to the last bit. With several outputs it is the median of all numbers alike.
/// </summary>
public sealed record MedianAbsoluteError : IMetric<MedianAbsoluteError>
{
    private readonly ImmutableArray<double> errors;     // the smallest first

    private MedianAbsoluteError(ImmutableArray<double> errors) => this.errors = errors;

    /// <inheritdoc/>
    public static MedianAbsoluteError Empty { get; } = new([]);

    /// <summary>How many errors there are: samples, times outputs.</summary>
    public long Count => errors.Length;

    /// <summary>The median, in the units of the targets; between the two in the middle their mean.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Value
    {
        get
        {
            Metric.ExpectSamples(Count, nameof(MedianAbsoluteError));
            var (lower, upper) = (errors[(errors.Length - 1) / 2], errors[errors.Length / 2]);
            return lower + (upper - lower) / 2;
        }
    }

    /// <summary>The errors of outputs.</summary>
    /// <typeparam name="T">The element type; errors are computed in <c>double</c>.</typeparam>
    /// <param name="outputs">What was predicted, <c>[samples, …]</c>.</param>
    /// <param name="targets">What it should be, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ, or there are no outputs.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or an error is more than a <c>double</c> holds.</exception>
    public static MedianAbsoluteError Of<T>(Tensor<T> outputs, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T> => new([.. Residuals.Of(outputs, targets, nameof(MedianAbsoluteError)).Errors.Abs().Order()]);

    /// <summary>The errors of the samples of both.</summary>
    /// <param name="left">Those of some samples.</param>
    /// <param name="right">Those of others.</param>
    public static MedianAbsoluteError operator +(MedianAbsoluteError left, MedianAbsoluteError right)
    {
        var merged = new double[left.errors.Length + right.errors.Length];
        var (i, j) = (0, 0);
        for (var at = 0; at < merged.Length; at++)
            merged[at] = j == right.errors.Length || (i < left.errors.Length && left.errors[i] <= right.errors[j]) ? left.errors[i++] : right.errors[j++];
        return new(ImmutableCollectionsMarshal.AsImmutableArray(merged));
    }

    /// <inheritdoc/>
    public bool Equals(MedianAbsoluteError? other) => other is not null && errors.AsSpan().SequenceEqual(other.errors.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => errors.Aggregate(0, HashCode.Combine);

    /// <summary>The median and of how many errors it is.</summary>
    public override string ToString() => Count == 0 ? "median absolute error of no samples" : Invariant($"median absolute error {Value:G4} of {Quantity.Of(Count, "error")}");
}
