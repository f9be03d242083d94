using System.Globalization;

namespace Functional.IO;

/// <summary>What is learnt of a column, value by value: its classes, its mean, its most frequent value.</summary>
internal sealed class ColumnLearner
{
    public const int MostClasses = 10_000;
    private readonly Column column;
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counted;
    private readonly bool isCounted, isGiven;
    private double mean;
    private long number;

    public ColumnLearner(Column column)
    {
        this.column = column;
        counted = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        IsOfClasses = column.Kind is ColumnKind.OneHot or ColumnKind.Class;
        isCounted = IsOfClasses || column.Fill.Kind == FillKind.MostFrequent;
        isGiven = !column.Classes.IsEmpty;
        foreach (var name in column.Classes)
            counts.Add(name, 0);
        if (IsOfClasses && column.Fill.Kind == FillKind.Constant)
            counts.TryAdd(column.Fill.Value!, 0);
    }

    public bool IsOfClasses { get; }

    /// <summary>Whether it is a column of numbers.</summary>
    public bool IsOfNumbers => column.Kind == ColumnKind.Number;

    /// <summary>Learns from a value that is there.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Learn(ReadOnlySpan<char> text, NumberFormatInfo format)
    {
        if (column.Kind == ColumnKind.Number)
        {
            if (!CellText.TryNumber<double>(text, format, out var value))
                return CellText.NoNumber<double>(text, format);
            Learn(value);
            return null;
        }
        if (column.Kind == ColumnKind.Date && !DateText.TryRead(text, column.DateFormat, out _))
            return CellText.NoDate(text, column.DateFormat);
        if (!isCounted)
            return null;
        if (!counted.TryGetValue(text, out var before) && IsOfClasses)
        {
            if (isGiven)
                return CellText.NoClass(text, column.Classes);
            if (counts.Count >= MostClasses)
                return Invariant($"there are more than {MostClasses} different values: it is no column of classes");
        }
        counted[text] = before + 1;
        return null;
    }

    /// <summary>Learns from a number.</summary>
    public void Learn(double value)
    {
        mean += (value - mean) / ++number;
        if (!isCounted)
            return;
        var text = value.ToString(CultureInfo.InvariantCulture);            // 1 and 1.0 are one number
        counts[text] = counts.GetValueOrDefault(text) + 1;
    }

    /// <summary>The column as it was learnt; or why it could not be.</summary>
    public (Column? Learnt, string? Problem) Learnt()
    {
        if (IsOfClasses && counts.Count == 0)
            return (null, "it has no values, so there are no classes");
        string? fill = column.Fill.Value;
        if (column.Fill.Kind == FillKind.Mean)
        {
            if (number == 0)
                return (null, "it has no values, so there is no mean");
            fill = mean.ToString(CultureInfo.InvariantCulture);
        }
        if (column.Fill.Kind == FillKind.MostFrequent)
        {
            if (counts.Values.All(static count => count == 0))
                return (null, "it has no values, so none is the most frequent");
            fill = counts.OrderByDescending(static each => each.Value).ThenBy(static each => each.Key, NaturalOrder.Comparer).First().Key;
        }
        return (column with
        {
            Classes = !IsOfClasses ? [] : isGiven ? column.Classes : [.. counts.Keys.Order(NaturalOrder.Comparer)],
            Fill = column.Fill with { Value = fill },
        }, null);
    }
}
