using System.Numerics;

namespace Functional;

/// <summary>
/// The classes of rows, and what a cost is told about them: how far the labels are smoothed, what each class weighs, and which label says that a row does
/// not count.
/// </summary>
/// <param name="Cost">The name of the cost, for messages.</param>
/// <param name="Labels">The label of each row.</param>
/// <param name="Smoothing">The share of each row that is divided among all classes.</param>
/// <param name="Weights">What each class weighs; null where all weigh 1.</param>
/// <param name="Ignored">The label of rows that do not count; null for none.</param>
internal sealed record ClassTargets<T>(string Cost, Labels Labels, double Smoothing, Tensor<T>? Weights, int? Ignored)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Whether each row is of one class and weighs 1.</summary>
    public bool IsPlain => Smoothing == 0 && Weights is null;

    /// <summary>The same, after a look at the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Smoothing is no share below 1, a weight is negative or not finite, or the ignored label is none.</exception>
    public ClassTargets<T> Checked()
    {
        ClassWeights.Check(Cost, Smoothing, Weights);
        return Ignored is not (< 0 or int.MaxValue)
            ? this
            : throw new ArgumentOutOfRangeException("ignored", Invariant($"{Cost}: what is ignored is a label, from 0 to {int.MaxValue - 1}, got {Ignored}."));
    }

    /// <summary>The rows of scores <c>[…, classes]</c> that count, with their targets, and the way back.</summary>
    /// <exception cref="ShapeException">The scores do not fit, or there are none.</exception>
    public (ClassTargets<T> Targets, Tensor<T> Scores, Func<Tensor<T>, Tensor<T>> Pullback) Count(Tensor<T> scores)
    {
        var shape = scores.Shape;
        Expect(Cost, Labels, shape, Ignored);
        ClassWeights.Expect(Cost, Weights, shape);
        if (Ignored is not { } ignored || !Labels.Span.Contains(ignored))
            return (this, scores, static d => d);
        var (count, places) = (Labels.Count, Enumerable.Range(0, Labels.Count).Where(row => Labels[row] != ignored).ToArray());
        var taken = scores.Reshape(count, shape[^1]).TakeRows(places);
        return (this with { Labels = Labels.TakeRows(places), Ignored = null }, taken, d => d.AddRows(places, count).Reshape(shape));
    }

    /// <summary>The weight of each class in each row: (1 − ε)·one-hot(label) + ε/classes, times what the class weighs.</summary>
    /// <param name="shape">The shape of the scores.</param>
    public Tensor<T> Distribution(Shape shape) => ClassWeights.Of(Tensor.OneHot<T>(Labels, shape), Smoothing, Weights);

    /// <summary>What a sum over the rows is multiplied by: 1, or for a mean 1 over what their classes weigh together.</summary>
    /// <exception cref="ShapeException">There is nothing to take the mean of.</exception>
    public Tensor<T> Share(Reduction reduction)
    {
        if (reduction == Reduction.Sum)
            return T.One;
        if (Labels.Count == 0)
            throw new ShapeException($"{Cost}: all rows are ignored, so that there is no mean.");
        if (Weights is null)
            return T.One / T.CreateChecked(Labels.Count);
        var total = Weights.TakeRows(Labels.Span).Sum();
        var share = T.One / total;
        return share.FirstOutside(T.Epsilon, T.BitDecrement(T.PositiveInfinity)) is null
            ? share
            : throw new ShapeException(Invariant($"{Cost}: the classes of all rows weigh {total.Scalar} together, so that there is no mean."));
    }

    /// <summary>Refuses scores that have other rows than there are labels, or lack a class.</summary>
    /// <param name="cost">The name of the cost.</param>
    /// <param name="labels">The label of each row.</param>
    /// <param name="shape">The shape of the scores, <c>[…, classes]</c>.</param>
    /// <param name="ignored">The label that need not be a class.</param>
    /// <exception cref="ShapeException">The scores do not fit, or there are none.</exception>
    public static void Expect(string cost, Labels labels, Shape shape, int? ignored = null)
    {
        var classes = Layers<T>.Features(shape, cost);
        var rows = shape.ElementCount / classes;
        if (rows != labels.Count)
            throw new ShapeException(Invariant($"{cost}: scores of shape {shape} have {rows} rows, but there are {labels.Count} labels."));
        if (rows == 0)
            throw new ShapeException($"{cost}: there are no samples.");
        for (var i = 0; i < rows; i++)
            if (labels[i] >= classes && labels[i] != ignored)
                throw new ShapeException(
                    Invariant($"{cost}: label {i} is {labels[i]}, but scores of shape {shape} have only the classes 0 to {classes - 1}."));
    }
}
