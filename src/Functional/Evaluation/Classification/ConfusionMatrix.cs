using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// How many samples of each class were predicted as which: exact counts, and all that follows from them. A matrix has as many classes as its scores or its
/// labels name; of two that are added, the larger number.
/// </summary>
/// <example><code>
/// var confusion = ConfusionMatrix.Of(scores, labels);
/// Console.WriteLine(confusion.Report());
/// var f1 = confusion.F1.Macro(Undefined.Zero);
/// </code></example>
public sealed record ConfusionMatrix : IMetric<ConfusionMatrix>
{
    private readonly ImmutableArray<long> counts;       // [target, predicted]

    private ConfusionMatrix(ImmutableArray<long> counts, int classes) => (this.counts, Classes) = (counts, classes);

    /// <inheritdoc/>
    public static ConfusionMatrix Empty { get; } = new([], 0);

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    public long Count => counts.Sum();

    /// <summary>How many samples of one class were predicted as another, or as itself.</summary>
    /// <param name="target">The true class.</param>
    /// <param name="predicted">The predicted class.</param>
    /// <exception cref="ShapeException">There is no such class.</exception>
    public long this[int target, int predicted] => (uint)target < (uint)Classes && (uint)predicted < (uint)Classes
        ? counts[target * Classes + predicted]
        : throw new ShapeException(Invariant($"ConfusionMatrix: there is no place [{target}, {predicted}] in a matrix of {Classes} classes."));

    /// <summary>How many samples were predicted correctly.</summary>
    public long Correct => Enumerable.Range(0, Classes).Sum(index => this[index, index]);

    /// <summary>How many samples each class has, its support.</summary>
    public ImmutableArray<long> Support => [.. Enumerable.Range(0, Classes).Select(target => Enumerable.Range(0, Classes).Sum(predicted => this[target, predicted]))];

    /// <summary>How many samples were predicted as each class.</summary>
    public ImmutableArray<long> Predicted =>
        [.. Enumerable.Range(0, Classes).Select(predicted => Enumerable.Range(0, Classes).Sum(target => this[target, predicted]))];

    /// <summary>The part of the samples that were predicted correctly.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double Accuracy => Correct / (double)Metric.ExpectSamples(Count, "ConfusionMatrix: the accuracy");

    /// <summary>
    /// The mean recall of the classes that have samples, so that a frequent class counts no more than a rare one. Classes without samples are left out, as in
    /// scikit-learn's <c>balanced_accuracy_score</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public double BalancedAccuracy => Recall.Macro(Undefined.LeftOut);

    /// <summary>Of the samples predicted as a class, the part that is of it: TP / (TP + FP). Undefined where none was predicted as it.</summary>
    public ClassRatios Precision => Ratios("precision", "no sample was predicted as it", static (right, _, predicted) => (right, predicted));

    /// <summary>Of the samples of a class, the part that was predicted as it: TP / (TP + FN). Undefined where there is none of it.</summary>
    public ClassRatios Recall => Ratios("recall", "no sample is of it", static (right, support, _) => (right, support));

    /// <summary>
    /// The harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN): 0 for a class with samples that is never predicted. Undefined where no sample is
    /// of the class or predicted as it.
    /// </summary>
    public ClassRatios F1 => Ratios(
        "F1", "no sample is of it, and none was predicted as it", static (right, support, predicted) => (2 * right, support + predicted));

    /// <summary>The matrix of predicted classes.</summary>
    /// <param name="predicted">The predicted classes: labels, or indices of any shape.</param>
    /// <param name="targets">The true classes, of the same shape.</param>
    /// <param name="classes">How many classes there are; as many as the labels name when none is given.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer classes than the labels name, or more than a matrix can have.</exception>
    public static ConfusionMatrix Of(Indices predicted, Indices targets, int? classes = null)
    {
        if (predicted.Shape != targets.Shape)
            throw new ShapeException($"ConfusionMatrix: the predicted classes have shape {predicted.Shape}, but the targets have shape {targets.Shape}.");
        var named = Math.Max(predicted.Limit, targets.Limit);
        var size = classes ?? named;
        if (classes < 1)
            throw new ArgumentOutOfRangeException(nameof(classes), Invariant($"ConfusionMatrix: there is at least 1 class, got {size}."));
        if (size < named)
            throw new ArgumentOutOfRangeException(nameof(classes), Invariant($"ConfusionMatrix: there are {size} classes from 0 on, but a label is {named - 1}."));
        if ((long)size * size > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(classes), Invariant($"ConfusionMatrix: {size} classes have more pairs than fit an array."));
        var counts = new long[size * size];
        for (var i = 0; i < targets.Length; i++)
            counts[targets.Span[i] * size + predicted.Span[i]]++;
        return new([.. counts], size);
    }

    /// <summary>The matrix of the classes with the largest scores; of equal scores the first counts, as in <see cref="Labels.ArgMax"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">Logits or probabilities, <c>[…, classes]</c>.</param>
    /// <param name="targets">The class of each row: labels, or indices of the shape before the classes.</param>
    /// <exception cref="ShapeException">There are more or fewer rows than targets, or a target is none of the classes.</exception>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static ConfusionMatrix Of<T>(Tensor<T> scores, Indices targets)
        where T : struct, IFloatingPointIeee754<T>
    {
        ScoredRows.Expect(scores, targets, "ConfusionMatrix");
        return Of(Labels.ArgMax(scores), targets.Reshape([targets.Length]), scores.Shape[^1]);
    }

    /// <summary>The matrix of the samples of both, with the larger number of classes.</summary>
    /// <param name="left">That of some samples.</param>
    /// <param name="right">That of others.</param>
    public static ConfusionMatrix operator +(ConfusionMatrix left, ConfusionMatrix right)
    {
        var size = Math.Max(left.Classes, right.Classes);
        var counts = new long[size * size];
        foreach (var part in (ConfusionMatrix[])[left, right])
            for (var i = 0; i < part.counts.Length; i++)
                counts[i / part.Classes * size + i % part.Classes] += part.counts[i];
        return new([.. counts], size);
    }

    /// <summary>
    /// Precision, recall, F1 and support of each class, their averages, and the accuracy: a table of at most 80 columns. Where a ratio is undefined, the table
    /// says what it counts as.
    /// </summary>
    /// <param name="classes">The names of the classes; their numbers when none are given.</param>
    /// <param name="undefined">What a class counts as whose ratio is 0/0.</param>
    /// <exception cref="ShapeException">There are more or fewer names than classes.</exception>
    /// <exception cref="InvalidOperationException">There are no samples, or a ratio is undefined and refused.</exception>
    public string Report(IReadOnlyList<string>? classes = null, Undefined undefined = Undefined.Zero) =>
        ClassificationReport.Of(this, NamesOf(classes), undefined);

    /// <summary>
    /// The counts as a table of at most 80 columns, a row for each true class and a column for each predicted one; if the columns are more than that, one table
    /// below the other. A dot is a 0.
    /// </summary>
    /// <param name="classes">The names of the classes; their numbers when none are given.</param>
    /// <exception cref="ShapeException">There are more or fewer names than classes.</exception>
    public string Table(IReadOnlyList<string>? classes = null) => ConfusionTable.Of(this, NamesOf(classes));

    /// <inheritdoc/>
    public bool Equals(ConfusionMatrix? other) => other is not null && Classes == other.Classes && counts.AsSpan().SequenceEqual(other.counts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => counts.Aggregate(Classes, HashCode.Combine);

    /// <summary>How many classes and samples there are, and how many are right.</summary>
    public override string ToString() =>
        Invariant($"confusion matrix of {Classes} class{(Classes == 1 ? "" : "es")}: {Correct:N0} of {Quantity.Of(Count, "sample")} predicted correctly");

    private ClassRatios Ratios(string name, string lack, Func<long, long, long, (long, long)> ratio)
    {
        var (support, predicted) = (Support, Predicted);
        return new(name, lack, [.. Enumerable.Range(0, Classes).Select(index => ratio(this[index, index], support[index], predicted[index]))], support);
    }

    private IReadOnlyList<string> NamesOf(IReadOnlyList<string>? classes)
    {
        if (classes is not null && classes.Count != Classes)
            throw new ShapeException(Invariant($"ConfusionMatrix: there are {classes.Count} names for {Classes} classes."));
        return classes ?? [.. Enumerable.Range(0, Classes).Select(static index => Invariant($"{index}"))];
    }
}
