using System.Numerics;

namespace Functional;

/// <summary>The part of the samples whose class is predicted correctly.</summary>
public sealed record Accuracy : IMetric<Accuracy>
{
    private Accuracy(long correct, long count) => (Correct, Count) = (correct, count);

    /// <inheritdoc/>
    public static Accuracy Empty { get; } = new(0, 0);

    /// <summary>How many samples are predicted correctly.</summary>
    public long Correct { get; }

    /// <inheritdoc/>
    public long Count { get; }

    /// <summary>The accuracy, from 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Value => Correct / (double)Metric.ExpectSamples(Count, "Accuracy");

    /// <summary>The accuracy of predicted classes.</summary>
    /// <param name="predicted">The predicted classes: labels, or indices of any shape.</param>
    /// <param name="targets">The true classes, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Accuracy Of(Indices predicted, Indices targets)
    {
        if (predicted.Shape != targets.Shape)
            throw new ShapeException($"Accuracy: the predicted classes have shape {predicted.Shape}, but the targets have shape {targets.Shape}.");
        var correct = 0;
        for (var i = 0; i < targets.Length; i++)
            if (predicted.Span[i] == targets.Span[i])
                correct++;
        return new(correct, targets.Length);
    }

    /// <summary>The accuracy of the class with the largest score; of equal scores the first counts, as in <see cref="Labels.ArgMax"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">Logits or probabilities, <c>[…, classes]</c>.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static Accuracy Of<T>(Tensor<T> scores, Indices targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        ScoredRows.Expect(scores, targets, "Accuracy");
        return Of(Labels.ArgMax(scores), targets.Reshape([targets.Length]));
    }

    /// <summary>The accuracy over the samples of both.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    public static Accuracy operator +(Accuracy left, Accuracy right) => new(left.Correct + right.Correct, left.Count + right.Count);

    /// <summary>The accuracy and of how many samples it is.</summary>
    public override string ToString() => Count == 0 ? "accuracy of no samples" : Invariant($"accuracy {Value:F4}, {Correct} of {Quantity.Of(Count, "sample")}");
}
