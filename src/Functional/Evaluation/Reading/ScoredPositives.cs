using System.Numerics;

namespace Functional;

/// <summary>Scores and which of them are positive, read out of tensors and checked: questions with the answers yes and no.</summary>
/// <param name="Scores">The score of each sample.</param>
/// <param name="Positive">Whether it is positive.</param>
internal readonly record struct ScoredPositives(double[] Scores, bool[] Positive)
{
    /// <summary>How many samples there are.</summary>
    public int Count => Scores.Length;

    /// <summary>Reads scores and targets.</summary>
    /// <param name="scores">The scores, of any shape: each element is a sample.</param>
    /// <param name="targets">1 where a sample is positive and 0 where it is not, of the same shape: as binary cross-entropy takes them.</param>
    /// <param name="metric">Who asks, for messages.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">A score is not finite, or a target is neither 0 nor 1.</exception>
    public static ScoredPositives Of<T>(Tensor<T> scores, Tensor<T> targets, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (scores.Shape != targets.Shape)
            throw new ShapeException($"{metric}: the scores have shape {scores.Shape}, but the targets have shape {targets.Shape}.");
        FiniteNumbers.Expect(scores, metric, "scores");
        var positive = new bool[targets.Length];
        for (var i = 0; i < positive.Length; i++)
            positive[i] = targets.Span[i] == T.One || (targets.Span[i] == T.Zero ? false : throw new ArgumentException(Invariant(
                $"{metric}: the target at {targets.CoordinateName(i)} is {targets.Span[i]}, neither 0 nor 1."), nameof(targets)));
        return new(scores.Cast<double>().Span.ToArray(), positive);
    }

    /// <summary>The same of scores that are probabilities.</summary>
    /// <exception cref="ArgumentException">A score is not in [0, 1], or a target is neither 0 nor 1.</exception>
    public static ScoredPositives OfProbabilities<T>(Tensor<T> probabilities, Tensor<T> targets, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        Probability.Expect(probabilities, metric);
        return Of(probabilities, targets, metric);
    }

    /// <summary>The scores of one class, against all others together.</summary>
    /// <param name="scores">The scores, <c>[…, classes]</c>.</param>
    /// <param name="targets">The class of each row.</param>
    /// <param name="positive">The class that is positive.</param>
    /// <param name="metric">Who asks, for messages.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A score of the class is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static ScoredPositives OneAgainstTheRest<T>(Tensor<T> scores, Indices targets, int positive, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = ScoredRows.Of(scores, targets, metric);
        if (positive < 0 || positive >= rows.Classes)
            throw new ArgumentOutOfRangeException(nameof(positive), Invariant(
                $"{metric}: there is no class {positive} in scores of shape {scores.Shape}."));
        FiniteNumbers.Expect(scores, metric, "scores");
        return new(
            [.. Enumerable.Range(0, rows.Count).Select(row => rows[row][positive])],
            [.. targets.Select(target => target == positive)]);
    }
}
