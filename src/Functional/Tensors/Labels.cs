using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>The classes of samples, as numbers from 0. Immutable, equal by value; written <c>Labels labels = [0, 2, 1];</c></summary>
[CollectionBuilder(typeof(Labels), nameof(Create))]
public sealed class Labels : IReadOnlyList<int>, IRows<Labels>, IEquatable<Labels>
{
    private readonly ImmutableArray<int> classes;

    private Labels(ImmutableArray<int> classes) => this.classes = classes;

    /// <summary>How many labels there are.</summary>
    public int Count => classes.Length;

    int IRows.RowCount => classes.Length;

    /// <summary>How many classes there are at least: the largest label and one; 0 without labels.</summary>
    public int ClassCount => classes.IsEmpty ? 0 : classes.Max() + 1;

    /// <summary>The labels as a span.</summary>
    public ReadOnlySpan<int> Span => classes.AsSpan();

    /// <summary>The class of one sample.</summary>
    /// <param name="index">Which sample.</param>
    public int this[int index] => classes[index];

    /// <summary>Makes labels.</summary>
    /// <param name="classes">The class of each sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative, or 2³¹ − 1: then the classes could not be counted.</exception>
    public static Labels Create(params ReadOnlySpan<int> classes)
    {
        for (var i = 0; i < classes.Length; i++)
            if (classes[i] is < 0 or int.MaxValue)
                throw new ArgumentOutOfRangeException(nameof(classes), Invariant(
                    $"Label {i} is {classes[i]}: classes are numbered from 0 to {int.MaxValue - 1}."));
        return new([.. classes]);
    }

    /// <summary>For each row the class with the largest score; the first of equal ones.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">Scores, logits or probabilities, <c>[…, classes]</c>.</param>
    /// <exception cref="ArgumentException">A score is NaN: no class is the most likely then.</exception>
    /// <exception cref="ShapeException">There are no classes.</exception>
    public static Labels ArgMax<T>(Tensor<T> scores)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var likely = scores.ArgMax();
        for (var row = 0; row < likely.Length; row++)
            if (T.IsNaN(scores.Span[row * scores.Shape[^1] + likely[row]]))       // the place of a NaN is the first where there is one
                throw new ArgumentException(
                    Invariant($"ArgMax: the score of class {likely[row]} in row {row} is NaN, scores of shape {scores.Shape}."), nameof(scores));
        return new(likely);
    }

    /// <inheritdoc/>
    public Labels TakeRows(params ReadOnlySpan<int> rows)
    {
        var taken = new int[rows.Length];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = (uint)rows[i] < (uint)Count ? classes[rows[i]] : throw new ShapeException(
                Invariant($"TakeRows: there is no label {rows[i]} among {Count}."));
        return new([.. taken]);
    }

    /// <inheritdoc/>
    public bool Equals(Labels? other) => other is not null && classes.AsSpan().SequenceEqual(other.classes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => classes.Aggregate(Count, HashCode.Combine);

    /// <summary>Whether the labels are the same, in the same order.</summary>
    /// <param name="left">Some labels.</param>
    /// <param name="right">Others.</param>
    public static bool operator ==(Labels? left, Labels? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any label differs, or their number.</summary>
    /// <param name="left">Some labels.</param>
    /// <param name="right">Others.</param>
    public static bool operator !=(Labels? left, Labels? right) => !(left == right);

    /// <summary>The labels, in order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)classes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The labels in brackets.</summary>
    public override string ToString() => Span.InBrackets();
}
