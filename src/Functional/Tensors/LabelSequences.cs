using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>
/// A sequence of labels for each sample, of any length: the letters of a word that was spoken, the words of a sentence. Immutable, equal by value; written
/// <c>LabelSequences words = [[3, 1, 1], [2], []];</c>
/// </summary>
[CollectionBuilder(typeof(LabelSequences), nameof(Create))]
public sealed class LabelSequences : IReadOnlyList<Labels>, IRows<LabelSequences>, IEquatable<LabelSequences>
{
    private readonly ImmutableArray<Labels> sequences;

    private LabelSequences(ImmutableArray<Labels> sequences) => this.sequences = sequences;

    /// <summary>How many sequences there are.</summary>
    public int Count => sequences.Length;

    int IRows.RowCount => sequences.Length;

    /// <summary>How many classes there are at least: the largest label and one; 0 without labels.</summary>
    public int ClassCount => sequences.IsEmpty ? 0 : sequences.Max(static labels => labels.ClassCount);

    /// <summary>The labels of one sample.</summary>
    /// <param name="index">Which sample.</param>
    public Labels this[int index] => sequences[index];

    /// <summary>Makes sequences.</summary>
    /// <param name="sequences">The labels of each sample.</param>
    public static LabelSequences Create(params ReadOnlySpan<Labels> sequences) => new([.. sequences]);

    /// <inheritdoc/>
    public LabelSequences TakeRows(params ReadOnlySpan<int> rows)
    {
        var taken = ImmutableArray.CreateBuilder<Labels>(rows.Length);
        foreach (var row in rows)
            taken.Add((uint)row < (uint)Count ? sequences[row] : throw new ShapeException(Invariant($"TakeRows: there is no sequence {row} among {Count}.")));
        return new(taken.MoveToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(LabelSequences? other) => other is not null && sequences.AsSpan().SequenceEqual(other.sequences.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSequences);

    /// <inheritdoc/>
    public override int GetHashCode() => sequences.Aggregate(Count, HashCode.Combine);

    /// <summary>Whether the sequences are the same, in the same order.</summary>
    /// <param name="left">Some sequences.</param>
    /// <param name="right">Others.</param>
    public static bool operator ==(LabelSequences? left, LabelSequences? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any sequence differs, or their number.</summary>
    /// <param name="left">Some sequences.</param>
    /// <param name="right">Others.</param>
    public static bool operator !=(LabelSequences? left, LabelSequences? right) => !(left == right);

    /// <summary>The sequences, in order.</summary>
    public IEnumerator<Labels> GetEnumerator() => ((IEnumerable<Labels>)sequences).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The sequences in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", sequences)}]";
}
