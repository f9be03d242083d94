namespace Functional.Documentation.Blocks;

/// <summary>Lines of code as they stand in the documentation.</summary>
/// <param name="Line">The line of the first of them in its file, counted from 1.</param>
/// <param name="Code">The lines.</param>
internal sealed record Piece(int Line, string Code)
{
    /// <summary>What the page says that these lines print, where it says so: the block of text that follows.</summary>
    public string? Printed { get; init; }
}
