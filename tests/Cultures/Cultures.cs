using System.Globalization;

namespace Functional.Cultures;

/// <summary>
/// Cultures that write numbers in another way than the invariant one. They are made by hand, after what ICU says of the cultures of these names, because the
/// tests run without ICU.
/// </summary>
internal static class Cultures
{
    /// <summary>Persian: a mark and U+2212 as the negative sign, a Persian decimal separator.</summary>
    public static CultureInfo Persian { get; } = Made("\u200e\u2212", "\u066b", "\u066c");

    /// <summary>German: a comma as the decimal separator, a point between the thousands.</summary>
    public static CultureInfo German { get; } = Made("-", ",", ".");

    /// <summary>Hebrew: a mark before the negative sign.</summary>
    public static CultureInfo Hebrew { get; } = Made("\u200e-", ".", ",");

    /// <summary>Swedish: U+2212 as the negative sign, a comma, a blank between the thousands.</summary>
    public static CultureInfo Swedish { get; } = Made("\u2212", ",", "\u00a0");

    /// <summary>All of them by the names that a run can ask for.</summary>
    public static IReadOnlyDictionary<string, CultureInfo> ByName { get; } = new Dictionary<string, CultureInfo>
    {
        ["fa-IR"] = Persian,
        ["de-DE"] = German,
        ["he-IL"] = Hebrew,
        ["sv-SE"] = Swedish,
    };

    /// <summary>The culture of a name, the invariant one where no name is given.</summary>
    /// <exception cref="FormatException">There is no culture of that name here.</exception>
    public static CultureInfo Named(string? name) => string.IsNullOrWhiteSpace(name) ? CultureInfo.InvariantCulture
        : ByName.TryGetValue(name.Trim(), out var culture) ? culture
        : throw new FormatException($"{RunCulture.Variable} is \"{name}\": expected one of {string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>Evaluates something on a thread whose culture is this one.</summary>
    public static R In<R>(CultureInfo culture, Func<R> body)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return body();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo Made(string negative, string point, string group)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NegativeSign, numbers.PositiveSign) = (negative, "\u200e+");
        (numbers.NumberDecimalSeparator, numbers.PercentDecimalSeparator, numbers.CurrencyDecimalSeparator) = (point, point, point);
        (numbers.NumberGroupSeparator, numbers.PercentGroupSeparator, numbers.CurrencyGroupSeparator) = (group, group, group);
        (numbers.NaNSymbol, numbers.PositiveInfinitySymbol, numbers.NegativeInfinitySymbol) = ("none", "endless", negative + "endless");
        numbers.PercentSymbol = "\u066a";
        return CultureInfo.ReadOnly(culture);
    }
}
