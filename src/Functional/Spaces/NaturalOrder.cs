using System.Globalization;

namespace Functional;

/// <summary>The order in which a person lists names: numbers by value (2 before 10) and before words, words by their characters. The same in every culture.</summary>
public static class NaturalOrder
{
    /// <summary>The order as a comparer.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Less than 0 where the left name comes first, more than 0 where the right one does.</summary>
    /// <param name="left">One name.</param>
    /// <param name="right">The other.</param>
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
