using System.Collections.Immutable;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>What the values of a column are.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Missing">In how many of them the value is missing.</param>
/// <param name="Numbers">How many values are numbers.</param>
/// <param name="Wholes">How many of these are whole.</param>
/// <param name="OtherNumbers">How many values would be numbers if they were written with a decimal comma, or with a point where a comma was said.</param>
/// <param name="Dates">How many values are dates as ISO 8601 writes them.</param>
/// <param name="Different">How many different values there are, at most one more than <see cref="TableSurvey.MostClasses"/>.</param>
public sealed record ColumnSurvey(string Name, long Rows, long Missing, long Numbers, long Wholes, long OtherNumbers, long Dates, int Different)
{
    /// <summary>Whether every value that is there is a number, and there is one.</summary>
    public bool IsOfNumbers => Numbers > 0 && Numbers == Rows - Missing;

    /// <summary>Whether every value that is there is a date, and there is one.</summary>
    public bool IsOfDates => Dates > 0 && Dates == Rows - Missing;

    /// <summary>What there is of the column, in a line.</summary>
    public override string ToString() => Invariant($"{Name}: {Rows - Missing} of {Rows} values, {(Different > TableSurvey.MostClasses ? Invariant($"more than {TableSurvey.MostClasses}") : Invariant($"{Different}"))} different, {Numbers} numbers, {Dates} dates");
}

/// <summary>What the columns of a file are: from it follows what they can be taken for, where nobody says so.</summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record TableSurvey(string Path, ImmutableArray<ColumnSurvey> Columns)
{
    /// <summary>A column of texts has at most so many classes when nobody says that it is one of classes.</summary>
    public const int MostClasses = 100;

    /// <summary>A target of whole numbers has at most so many different ones to be taken for classes.</summary>
    public const int MostWholeClasses = 20;

    /// <summary>
    /// The columns beside the target, as what they look like: numbers, dates (as days, month and weekday), or else classes, of which there are at most a hundred and at most half as
    /// many as rows. Where a value is missing, the mean or the most frequent one is filled in.
    /// </summary>
    /// <param name="target">The column that is predicted.</param>
    /// <param name="ignored">Columns that are left out.</param>
    /// <returns>The columns; or all that cannot be taken for anything. Whether there is such a target, <see cref="Target"/> says.</returns>
    public Validation<Error, ImmutableArray<Column>> Features(string target, params ReadOnlySpan<string> ignored)
    {
        var (left, problems) = (ignored.ToArray(), new List<Error>());
        foreach (var name in left)
            if (Find(name) is null)
                problems.Add(NotThere(name));
        var made = ImmutableArray.CreateBuilder<Column>();
        foreach (var column in Columns)
            if (column.Name != target && !left.Contains(column.Name))
                if (AsFeature(column) is { } feature)
                    made.Add(feature);
                else
                    problems.Add(Error.New($"{Path}: {WhyNot(column)}; it can be left out."));
        if (made.Count == 0 && problems.Count == 0)
            problems.Add(Error.New($"{Path}: beside the target '{target}' there is no column to predict it from."));
        return Outside.Of(made.ToImmutable(), problems);
    }

    /// <summary>
    /// The target as what it looks like: a number where all values are numbers, unless these are few whole ones; else a class. Rows without it are left out.
    /// </summary>
    /// <param name="name">The column that is predicted.</param>
    /// <returns>The column; or why it cannot be a target.</returns>
    public Validation<Error, Column> Target(string name)
    {
        if (Find(name) is not { } column)
            return Validation<Error, Column>.Fail(Prelude.Seq1(NotThere(name)));
        if (column.IsOfNumbers && !(column.Wholes == column.Numbers && column.Different <= MostWholeClasses && HasClasses(column)))
            return Validation<Error, Column>.Success(Column.Number(name, Fill.DropRow));
        return HasClasses(column)
            ? Validation<Error, Column>.Success(Column.Class(name, Fill.DropRow))
            : Outside.Fail<Column>($"{Path}: {WhyNot(column)}.");
    }

    /// <summary>Whether both have the same columns of the same file.</summary>
    /// <param name="other">Another survey.</param>
    public bool Equals(TableSurvey? other) => other is not null && Path == other.Path && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Columns.Aggregate(Path.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>A line a column.</summary>
    public override string ToString() => string.Join("\n", Columns);

    private static Column? AsFeature(ColumnSurvey column) => column switch
    {
        { IsOfNumbers: true } => Column.Number(column.Name, column.Missing > 0 ? Fill.Mean : null),
        { IsOfDates: true } => Column.Date(column.Name, DateParts.Days | DateParts.Month | DateParts.Weekday, fill: column.Missing > 0 ? Fill.MostFrequent : null),
        _ when HasClasses(column) => Column.OneHot(column.Name, column.Missing > 0 ? Fill.MostFrequent : null),
        _ => null,
    };

    private static bool HasClasses(ColumnSurvey column) => column.Different is > 0 and <= MostClasses && column.Different * 2L <= column.Rows;

    private static string WhyNot(ColumnSurvey column) => column.Rows == column.Missing ? $"the column '{column.Name}' has no values"
        : column.OtherNumbers > 0 && column.OtherNumbers + column.Numbers == column.Rows - column.Missing
            ? $"the values of the column '{column.Name}' would be numbers with the other decimal sign; say whether numbers have a comma or a point"
            : Invariant($"the column '{column.Name}' is neither of numbers nor of dates, and for classes it has too many different values in {column.Rows} rows");

    private ColumnSurvey? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    private Error NotThere(string name) => Error.New($"{Path}: there is no column '{name}': {NearNames.Listed(name, [.. Columns.Select(static column => column.Name)])}.");
}
