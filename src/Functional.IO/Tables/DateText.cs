using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Functional.IO;

/// <summary>Which numbers are made of a date.</summary>
[Flags]
public enum DateParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The days since the beginning of 1970, with the time as a fraction.</summary>
    Days = 1,

    /// <summary>The year.</summary>
    Year = 2,

    /// <summary>The month, from 1 to 12.</summary>
    Month = 4,

    /// <summary>The day of the month, from 1 to 31.</summary>
    Day = 8,

    /// <summary>The day of the week, from 1 for Monday to 7, as ISO 8601 counts.</summary>
    Weekday = 16,

    /// <summary>The hour of the day, from 0 to 23.</summary>
    Hour = 32,
}

/// <summary>Dates and times as text: those of ISO 8601, or of a format that is given.</summary>
internal static class DateText
{
    private static readonly string[] Iso =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    public static ImmutableArray<DateParts> All { get; } = [DateParts.Days, DateParts.Year, DateParts.Month, DateParts.Day, DateParts.Weekday, DateParts.Hour];

    public static bool TryRead(ReadOnlySpan<char> text, string? format, out DateTime date) => format is null
        ? DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static double Number(DateTime date, DateParts part) => part switch
    {
        DateParts.Days => (date - DateTime.UnixEpoch).TotalDays,
        DateParts.Year => date.Year,
        DateParts.Month => date.Month,
        DateParts.Day => date.Day,
        DateParts.Weekday => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek,
        _ => date.Hour,
    };

    /// <summary>Writes the numbers of a date.</summary>
    public static void Write<T>(DateTime date, DateParts parts, Span<T> numbers)
        where T : struct, IFloatingPointIeee754<T>
    {
        var at = 0;
        foreach (var part in All)
            if (parts.HasFlag(part))
                numbers[at++] = T.CreateTruncating(Number(date, part));
    }
}
