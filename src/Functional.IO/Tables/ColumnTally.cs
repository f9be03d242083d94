using System.Globalization;

namespace Functional.IO;

/// <summary>Counts what the values of a column are.</summary>
internal sealed class ColumnTally(string name)
{
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "" };

    private readonly HashSet<string> different = new(StringComparer.Ordinal);
    private long missing, numbers, wholes, otherNumbers, dates;

    public long Rows { get; private set; }

    public ColumnSurvey Counted => new(name, Rows, missing, numbers, wholes, otherNumbers, dates, different.Count);

    /// <summary>Numbers with the other decimal sign.</summary>
    private static NumberFormatInfo Other(NumberFormatInfo format) => format.NumberDecimalSeparator == "," ? NumberFormatInfo.InvariantInfo : Comma;

    /// <summary>Counts the value of a row.</summary>
    public void Add(TableReader file, int column, MissingText absent)
    {
        Rows++;
        if (file.IsMissing(column, absent))
        {
            missing++;
            return;
        }
        var text = file.Field(column);
        if (CellText.TryNumber<double>(text, file.Numbers, out var number))
        {
            numbers++;
            wholes += double.IsInteger(number) ? 1 : 0;
        }
        else if (CellText.TryNumber<double>(text, Other(file.Numbers), out _))
            otherNumbers++;
        else if (DateText.TryRead(text, null, out _))
            dates++;
        if (different.Count <= TableSurvey.MostClasses && !different.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text))
            different.Add(text.ToString());
    }
}
