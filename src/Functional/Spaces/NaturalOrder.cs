using System.Globalization;

namespace Functional;

/// <summary>The order in which a person lists names: numbers by value (2 before 10) and before words, words by their characters.</summary>
internal static class NaturalOrder
{
    public static int Compare(string left, string right) =>
        (IsNumber(left, out var l), IsNumber(right, out var r)) switch
        {
            (true, true) when l != r => l.CompareTo(r),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        };

    private static bool IsNumber(string name, out int number) => int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);
}
