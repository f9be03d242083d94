using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// The mean and the variance of numbers: of the accuracies of folds, or of any others. Moments of parts are combined by the pairwise update of Chan, Golub and
/// LeVeque (The American Statistician 37(3), 1983), so a spread that is small beside its offset is not lost, as it is in a sum of squares.
/// </summary>
/// <example><code>
/// var accuracies = Moments.Of&lt;double&gt;([0.93, 0.97, 0.95]);
/// var (mean, deviation) = (accuracies.Mean, accuracies.StandardDeviation(correction: 1));
/// </code></example>
public sealed record Moments : IMetric<Moments>
{
    private readonly double mean;
    private readonly double squares;        // Σ (x − mean)²

    private Moments(long count, double mean, double squares)
    {
        if (!double.IsFinite(mean) || !double.IsFinite(squares))
            throw new ArgumentException(Invariant(
                $"Moments: the numbers, or the squares of their distances, add up to more than a double holds: mean {mean}, squares {squares}."));
        (Count, this.mean, this.squares) = (count, mean, squares);
    }

    /// <inheritdoc/>
    public static Moments Empty { get; } = new(0, 0, 0);

    /// <inheritdoc/>
    public long Count { get; }

    /// <summary>The mean.</summary>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public double Mean => Metric.ExpectSamples(Count, "Moments: the mean") > 0 ? mean : 0;

    /// <summary>Σ (x − mean)².</summary>
    internal double SumOfSquares => squares;

    /// <summary>The variance, Σ (x − mean)² / (n − correction).</summary>
    /// <param name="correction">0 for the variance of these numbers, 1 to estimate that of those that they were drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The correction is negative, or there are no more numbers than that.</exception>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public double Variance(int correction = 0) => correction >= 0 && correction < Metric.ExpectSamples(Count, "Moments: the variance")
        ? squares / (Count - correction)
        : throw new ArgumentOutOfRangeException(nameof(correction), Invariant(
            $"Moments: of {Quantity.Of(Count, "number")} the correction of the variance is from 0 to {Count - 1}, got {correction}."));

    /// <summary>The standard deviation, the root of the variance.</summary>
    /// <param name="correction">0 for the deviation of these numbers, 1 to estimate that of those that they were drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The correction is negative, or there are no more numbers than that.</exception>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public double StandardDeviation(int correction = 0) => double.Sqrt(Variance(correction));

    /// <summary>The moments of all numbers in a tensor.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The numbers, of any shape.</param>
    /// <exception cref="ArgumentException">A number is not finite, or they are too large for their squares.</exception>
    public static Moments Of<T>(Tensor<T> values)
        where T : struct, IFloatingPointIeee754<T>
    {
        FiniteNumbers.Expect(values, nameof(Moments), "numbers");
        return OfColumns(values.Cast<double>().Reshape(values.Length, 1))[0];
    }

    /// <summary>The moments of the numbers of both.</summary>
    /// <param name="left">Those of some numbers.</param>
    /// <param name="right">Those of others.</param>
    public static Moments operator +(Moments left, Moments right)
    {
        if (left.Count == 0 || right.Count == 0)
            return left.Count == 0 ? right : left;
        var count = left.Count + right.Count;
        var share = right.Count / (double)count;
        var apart = right.mean - left.mean;
        return new(count, left.mean + apart * share, left.squares + right.squares + apart * apart * (left.Count * share));
    }

    /// <summary>The mean, the standard deviation, and of how many numbers they are.</summary>
    public override string ToString() => Count == 0 ? "moments of no numbers" : Invariant($"mean {mean:G4}, deviation {StandardDeviation():G4} of {Quantity.Of(Count, "number")}");

    /// <summary>The moments of each column of a matrix.</summary>
    internal static ImmutableArray<Moments> OfColumns(Tensor<double> rows)
    {
        var (count, columns) = (rows.Shape[0], rows.Shape[1]);
        if (count == 0)
            return [.. Enumerable.Repeat(Empty, columns)];
        var (means, centred, _) = rows.CentreRows();
        var squares = centred.Square().Sum([0]);
        return [.. means.Zip(squares, (mean, square) => new Moments(count, mean, square))];
    }
}
