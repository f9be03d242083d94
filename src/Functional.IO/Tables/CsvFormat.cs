using System.Collections.Immutable;

namespace Functional.IO;

/// <summary>
/// How a file of separated values is written, in UTF-8 and with quotes as <see href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</see> says. What is not said is found in each file.
/// </summary>
/// <example><code>
/// var german = new CsvFormat { Separator = ';', DecimalComma = true, Missing = ["", "k. A."] };
/// </code></example>
public sealed record CsvFormat
{
    /// <summary>What stands between two fields; when it is not said, the one of tab, semicolon and comma that divides the first lines into equally many fields.</summary>
    public char? Separator { get; init; }

    /// <summary>
    /// Whether the first line has the names of the columns. When it is not said, it has if none of its fields is a number; a line with a number is one of the data, and the columns are
    /// then named <c>1</c>, <c>2</c>, …
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>Whether numbers are written with a comma before their fraction, instead of a point.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>The fields that stand for a value that is missing; the empty one, when nothing else is said.</summary>
    public ImmutableArray<string> Missing { get; init; } = [""];

    /// <summary>So many problems of a file are told at most; reading ends at the last of them.</summary>
    public int MostProblems { get; init; } = 100;

    /// <summary>Whether both say the same.</summary>
    /// <param name="other">Another format.</param>
    public bool Equals(CsvFormat? other) => other is not null && (Separator, HasHeader, DecimalComma, MostProblems) == (other.Separator, other.HasHeader, other.DecimalComma, other.MostProblems)
        && Missing.AsSpan().SequenceEqual(other.Missing.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Separator, HasHeader, DecimalComma, MostProblems, Missing.Length);

    /// <summary>What is said.</summary>
    public override string ToString() =>
        $"separator {(Separator is null ? "found" : $"'{Separator}'")}, header {(HasHeader is null ? "found" : $"{HasHeader}")}, {(DecimalComma ? "decimal commas" : "decimal points")}, missing: "
        + string.Join(", ", Missing.Select(static text => $"'{text}'"));

    /// <summary>What is wrong with these settings; null when nothing is.</summary>
    internal string? Problem() => Separator is '"' or '\r' or '\n' ? "a quote or the end of a line is no separator"
        : Separator == ',' && DecimalComma ? "a comma cannot both separate fields and begin a fraction"
        : Missing.IsDefault || Missing.Any(static text => text is null) ? "the texts for what is missing are not given"
        : MostProblems < 1 ? Invariant($"at least 1 problem is told, got {MostProblems}") : null;
}
