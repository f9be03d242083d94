using System.Numerics;

namespace Functional;

/// <summary>Scores of classes and the class that each row should have, read out of tensors and checked.</summary>
/// <param name="Scores">A row for each sample, one after the other.</param>
/// <param name="Classes">How long a row is.</param>
/// <param name="Targets">The class of each row.</param>
internal readonly record struct ScoredRows(double[] Scores, int Classes, Indices Targets)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Targets.Length;

    /// <summary>The scores of one sample.</summary>
    public ReadOnlySpan<double> this[int row] => Scores.AsSpan(row * Classes, Classes);

    /// <summary>Reads scores and targets.</summary>
    /// <param name="scores">The scores, <c>[…, classes]</c>.</param>
    /// <param name="targets">The class of each row: of the shape before the classes, or of one axis.</param>
    /// <param name="metric">Who asks, for messages.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static ScoredRows Of<T>(Tensor<T> scores, Indices targets, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        Expect(scores, targets, metric);
        var read = scores.Cast<double>().Span.ToArray();
        var nowhere = read.AsSpan().IndexOfAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity);
        return nowhere < 0
            ? new(read, scores.Shape[^1], targets)
            : throw new ArgumentException($"{metric}: the score at {scores.CoordinateName(nowhere)} is NaN, in scores of shape {scores.Shape}.", nameof(scores));
    }

    /// <summary>The same of scores that are probabilities.</summary>
    /// <exception cref="ArgumentException">A score is not in [0, 1], or the scores of a row do not add up to 1.</exception>
    public static ScoredRows OfProbabilities<T>(Tensor<T> probabilities, Indices targets, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = Of(probabilities, targets, metric);
        Probability.Expect(probabilities, metric);
        var tolerance = double.Sqrt(double.CreateChecked(T.BitIncrement(T.One) - T.One));       // √ε, as scikit-learn has it since version 1.5
        for (var row = 0; row < rows.Count; row++)
        {
            var sum = 0.0;
            foreach (var probability in rows[row])
                sum += probability;
            if (double.Abs(sum - 1) > tolerance)
                throw new ArgumentException(Invariant(
                    $"{metric}: the probabilities of row {row} add up to {sum}, not to 1; logits become probabilities by Softmax."), nameof(probabilities));
        }
        return rows;
    }

    /// <summary>Refuses targets that are not those of the scores.</summary>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    public static void Expect<T>(Tensor<T> scores, Indices targets, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (scores.Rank == 0)
            throw new ShapeException($"{metric}: scores have an axis of classes, the last one, but these have shape {scores.Shape}.");
        var (rows, classes) = (scores.Shape[..^1], scores.Shape[^1]);
        if (targets.Shape != rows && !(targets.Shape.Rank == 1 && targets.Length == rows.ElementCount))
            throw new ShapeException(Invariant(
                $"{metric}: scores of shape {scores.Shape} have {rows.ElementCount} rows of {classes} classes, but the targets have shape {targets.Shape}."));
        for (var i = 0; i < targets.Length; i++)
            if (targets.Span[i] >= classes)
                throw new ShapeException(Invariant(
                    $"{metric}: target {i} is {targets.Span[i]}, but scores of shape {scores.Shape} have only the classes 0 to {classes - 1}."));
    }
}
