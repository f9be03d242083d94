using System.Collections.Immutable;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>What was found in the folder of a run.</summary>
/// <param name="Path">The newest whole file; none where there is no whole one, or no such folder.</param>
/// <param name="Ignored">What was passed over, and why: temporary files, and those that are not whole and newer than it.</param>
public sealed record LatestCheckpoint(Option<string> Path, ImmutableArray<Error> Ignored)
{
    /// <inheritdoc/>
    public bool Equals(LatestCheckpoint? other) => other is not null && Path == other.Path && Ignored.AsSpan().SequenceEqual(other.Ignored.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Ignored.Aggregate(Path.GetHashCode(), HashCode.Combine);

    /// <summary>The file, and a line for each that was passed over.</summary>
    public override string ToString() => string.Join('\n', Ignored.Select(static each => "ignored: " + each.Message).Prepend(Path.IfNone("no checkpoint")));
}
