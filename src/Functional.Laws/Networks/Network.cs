using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>
/// The description of a network: a word of a <see cref="Vocabulary"/>, a size where the word takes one, and the networks inside. A plain value:
/// generating, making smaller and printing are functions on it; the vocabulary makes it into a layer. Two descriptions are equal when all their
/// words and sizes are.
/// </summary>
/// <param name="Word">The word: <c>Dense</c>, <c>Chain</c>.</param>
/// <param name="Size">The size, such as the units of a dense layer or how often something is repeated; 0 where the word takes none.</param>
/// <param name="Parts">The networks inside, in order.</param>
public sealed record Network(string Word, int Size, ImmutableArray<Network> Parts)
{
    /// <summary>A network of some parts.</summary>
    /// <param name="word">The word.</param>
    /// <param name="parts">The networks inside.</param>
    public static Network Of(string word, params ReadOnlySpan<Network> parts) => new(word, 0, [.. parts]);

    /// <summary>A network with a size.</summary>
    /// <param name="word">The word.</param>
    /// <param name="size">The size.</param>
    /// <param name="parts">The networks inside.</param>
    public static Network Of(string word, int size, params ReadOnlySpan<Network> parts) => new(word, size, [.. parts]);

    /// <summary>This network and all inside it, outer ones first.</summary>
    public IEnumerable<Network> All => Parts.SelectMany(static part => part.All).Prepend(this);

    /// <summary>How many layers there are: words without parts.</summary>
    public int Layers => All.Count(static each => each.Parts.IsEmpty);

    /// <summary>How deep the networks lie in one another: 0 for a single layer.</summary>
    public int Depth => Parts.IsEmpty ? 0 : 1 + Parts.Max(static part => part.Depth);

    /// <inheritdoc/>
    public bool Equals(Network? other) => ReferenceEquals(this, other)
        || (other is not null && Word == other.Word && Size == other.Size && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(HashCode.Combine(Word, Size), static (hash, part) => HashCode.Combine(hash, part));

    /// <summary>The words, as in a call.</summary>
    public override string ToString() =>
        Word + (Size == 0 ? "" : Invariant($"[{Size}]")) + (Parts.IsEmpty ? "" : $"({string.Join(", ", Parts)})");
}
