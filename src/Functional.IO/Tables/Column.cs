using System.Collections.Immutable;
using System.Globalization;

namespace Functional.IO;

/// <summary>What the values of a column become.</summary>
public enum ColumnKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>As many numbers as there are classes: 1 at the own one, 0 at all others.</summary>
    OneHot,

    /// <summary>The numbers of a date.</summary>
    Date,

    /// <summary>The number of a class: of targets alone.</summary>
    Class,
}

/// <summary>A column of a table, and what its values become. Before it was learnt from a file, it has no classes, and no value to fill in but one that was given.</summary>
/// <example><code>
/// Column[] features = [Column.Number("area", Fill.Mean), Column.OneHot("city"), Column.Date("built", DateParts.Year)];
/// </code></example>
public sealed record Column
{
    /// <summary>The name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>What the values become.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>What becomes of a value that is missing.</summary>
    public Fill Fill { get; init; } = Fill.Refuse;

    /// <summary>The classes, in the order of their numbers: of those of a file the natural one.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>How dates are written, as .NET's <see cref="DateTime.ParseExact(string, string, IFormatProvider)"/> has it; ISO 8601 when it is null.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Which numbers are made of a date.</summary>
    public DateParts Parts { get; init; }

    /// <summary>The names of the numbers that the values become: <c>area</c>, <c>city=Oslo</c>, <c>built.year</c>.</summary>
    internal IEnumerable<string> NumberNames => Kind switch
    {
        ColumnKind.OneHot => Classes.Select(name => $"{Name}={name}"),
        ColumnKind.Date => DateText.All.Where(part => Parts.HasFlag(part)).Select(part => $"{Name}.{part.ToString().ToLowerInvariant()}"),
        _ => [Name],
    };

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="fill">What becomes of a number that is missing; the file is refused, when nothing is said.</param>
    /// <exception cref="ArgumentException">What is filled in is no number.</exception>
    public static Column Number(string name, Fill? fill = null) => Checked(new() { Name = name, Kind = ColumnKind.Number, Fill = fill ?? Fill.Refuse });

    /// <summary>A column of classes, of which each becomes a number that is 0 or 1.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="fill">What becomes of a class that is missing; the file is refused, when nothing is said.</param>
    /// <param name="classes">The classes, in the order of their numbers; those of the file when none are given.</param>
    /// <exception cref="ArgumentException">It is filled with a mean, or a class is given twice.</exception>
    public static Column OneHot(string name, Fill? fill = null, params ImmutableArray<string> classes) =>
        Checked(new() { Name = name, Kind = ColumnKind.OneHot, Fill = fill ?? Fill.Refuse, Classes = classes });

    /// <summary>A column of dates.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="parts">Which numbers are made of a date.</param>
    /// <param name="format">How dates are written, <c>dd.MM.yyyy</c>; ISO 8601 when it is not given.</param>
    /// <param name="fill">What becomes of a date that is missing; the file is refused, when nothing is said.</param>
    /// <exception cref="ArgumentException">There are no parts, it is filled with a mean, or with what is no date.</exception>
    public static Column Date(string name, DateParts parts = DateParts.Days, string? format = null, Fill? fill = null) =>
        Checked(new() { Name = name, Kind = ColumnKind.Date, Fill = fill ?? Fill.Refuse, Parts = parts, DateFormat = format });

    /// <summary>A column of classes, each of which becomes its number: a target.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="fill">What becomes of a class that is missing; the file is refused, when nothing is said.</param>
    /// <param name="classes">The classes, in the order of their numbers; those of the file when none are given.</param>
    /// <exception cref="ArgumentException">It is filled with a mean, or a class is given twice.</exception>
    public static Column Class(string name, Fill? fill = null, params ImmutableArray<string> classes) =>
        Checked(new() { Name = name, Kind = ColumnKind.Class, Fill = fill ?? Fill.Refuse, Classes = classes });

    /// <summary>Whether both are the same, with the same classes.</summary>
    /// <param name="other">Another column.</param>
    public bool Equals(Column? other) => other is not null && (Name, Kind, Fill, DateFormat, Parts) == (other.Name, other.Kind, other.Fill, other.DateFormat, other.Parts)
        && Classes.AsSpan().SequenceEqual(other.Classes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, Fill, DateFormat, Parts, Classes.Length);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Problem() =>
        Name is null || Fill is null || Classes.IsDefault || Classes.Any(static name => name is null) ? "a part of it is not given"
        : !Enum.IsDefined(Kind) || !Enum.IsDefined(Fill.Kind) ? "it is of a kind that there is not"
        : Classes.Distinct(StringComparer.Ordinal).Count() != Classes.Length ? "a class is there twice"
        : Fill.Kind == FillKind.Mean && Kind != ColumnKind.Number ? "what is no number has no mean"
        : Kind == ColumnKind.Date && !DateText.All.Any(part => Parts.HasFlag(part)) ? "a date becomes at least one number"
        : Fill.Kind == FillKind.Constant && Fill.Value is null ? "what is filled in is not given"
        : Fill.Value is null ? null
        : Kind is ColumnKind.OneHot or ColumnKind.Class && !Classes.IsEmpty && !Classes.Contains(Fill.Value) ? $"'{Fill.Value}', which is filled in, is none of its classes"
        : Kind == ColumnKind.Number && !(double.TryParse(Fill.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) ? $"'{Fill.Value}', which is filled in, is no number"
        : Kind == ColumnKind.Date && !DateText.TryRead(Fill.Value, DateFormat, out _) ? $"'{Fill.Value}', which is filled in, is no date"
        : null;

    private static Column Checked(Column column) => column.Problem() is { } problem
        ? throw new ArgumentException($"The column '{column.Name}': {problem}.") : column;
}
