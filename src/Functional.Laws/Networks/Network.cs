using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>
/// The description of a network: a production of a <see cref="Grammar"/>, a size where the production takes one, and the networks inside. A plain value:
/// generating, making smaller and printing are functions on it; the grammar makes it into a layer. Two descriptions are equal when all their
/// productions and sizes are.
/// </summary>
/// <param name="Production">The production: <c>Dense</c>, <c>Chain</c>.</param>
/// <param name="Size">The size, such as the units of a dense layer or how often something is repeated; 0 where the production takes none.</param>
/// <param name="Parts">The networks inside, in order.</param>
public sealed record Network(string Production, int Size, ImmutableArray<Network> Parts)
{
    /// <summary>A network of some parts.</summary>
    /// <param name="production">The production.</param>
    /// <param name="parts">The networks inside.</param>
    public static Network Of(string production, params ReadOnlySpan<Network> parts) => new(production, 0, [.. parts]);

    /// <summary>A network with a size.</summary>
    /// <param name="production">The production.</param>
    /// <param name="size">The size.</param>
    /// <param name="parts">The networks inside.</param>
    public static Network Of(string production, int size, params ReadOnlySpan<Network> parts) => new(production, size, [.. parts]);

    /// <summary>This network and all inside it, outer ones first.</summary>
    public IEnumerable<Network> All => Parts.SelectMany(static part => part.All).Prepend(this);

    /// <summary>How many layers there are: productions without parts.</summary>
    public int Layers => All.Count(static each => each.Parts.IsEmpty);

    /// <summary>How deep the networks lie in one another: 0 for a single layer.</summary>
    public int Depth => Parts.IsEmpty ? 0 : 1 + Parts.Max(static part => part.Depth);

    /// <inheritdoc/>
    public bool Equals(Network? other) => ReferenceEquals(this, other)
        || (other is not null && Production == other.Production && Size == other.Size && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(HashCode.Combine(Production, Size), static (hash, part) => HashCode.Combine(hash, part));

    /// <summary>The productions, as in a call.</summary>
    public override string ToString() =>
        Production + (Size == 0 ? "" : Invariant($"[{Size}]")) + (Parts.IsEmpty ? "" : $"({string.Join(", ", Parts)})");
}
