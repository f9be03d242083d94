using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Functional.IO;

/// <summary>What a field says as a number, and what is said where it does not.</summary>
internal static class CellText
{
    private const int LongestShown = 60;

    /// <summary>The finite number of a text.</summary>
    public static bool TryNumber<T>(ReadOnlySpan<char> text, NumberFormatInfo format, out T number)
        where T : struct, IFloatingPointIeee754<T> => T.TryParse(text, NumberStyles.Float, format, out number) && T.IsFinite(number);

    public static string NoNumber<T>(ReadOnlySpan<char> text, NumberFormatInfo format)
        where T : struct, IFloatingPointIeee754<T> => $"{Quoted(text)} is no {(typeof(T) == typeof(float) && TryNumber<double>(text, format, out _) ? "finite number of a float" : "finite number")}"
        + (text.Contains(',') && format.NumberDecimalSeparator == "." ? "; where a comma begins the fraction, say DecimalComma" : "");

    public static string NoDate(ReadOnlySpan<char> text, string? format) => $"{Quoted(text)} is no date as {(format is null ? "ISO 8601 writes it, 2024-12-31" : $"'{format}' says")}";

    public static string NoClass(ReadOnlySpan<char> text, ImmutableArray<string> classes) => $"the class {Quoted(text)} is not known: {NearNames.Listed(text.ToString(), classes)}";

    private static string Quoted(ReadOnlySpan<char> text) => text.Length <= LongestShown ? $"'{text}'" : $"'{text[..LongestShown]}…'";
}
