namespace Functional.Documentation.Blocks;

/// <summary>What is compiled by itself: an example of the documentation of a member, a block of a README, or a page, whose blocks go on from one another.</summary>
/// <param name="Path">The file, from the root of the sources.</param>
/// <param name="Pieces">Its pieces in their order.</param>
internal sealed record Example(string Path, IReadOnlyList<Piece> Pieces)
{
    /// <summary>Where it stands: <c>src/Functional/Random/Key.cs:12</c>.</summary>
    public string At => Invariant($"{Path}:{Pieces[0].Line}");

    /// <summary>Whether it is written at double precision: it says so, or it is of the kit of laws, whose examples are.</summary>
    public bool IsDouble =>
        Path.StartsWith("src/Functional.Laws/", StringComparison.Ordinal) || Pieces.Any(static piece => piece.Code.Contains("double>", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => At;
}
