#pragma warning disable CA1304, CA1305, CA1307, CA1309, CA1310, CA1311, CA1862, CA1822, CA2249, RS0030 // Each method is a mistake that has to be found.
using System.Globalization;
using System.Text;

namespace Functional.Tests.Culture;

/// <summary>Mistakes, one in each method or record: all depend on the culture of the thread.</summary>
internal static class Planted
{
    public static string Interpolated(int number) => $"{number} samples";

    public static string WithAFormat(double number) => $"{number:F2}";

    public static string OfATypeParameter<T>(T value) => $"value {value}";

    public static string OfAnObject(object value) => $"value {value}";

    public static string OfANullable(float? number) => $"{number}";

    public static string OfATuple((string, double) pair) => $"{pair}";

    public static string NestedInAnInvariantOne(double? number) => string.Create(CultureInfo.InvariantCulture, $"cost {(number is { } known ? $"{known:F2}" : "none")}");

    public static StringBuilder Appended(StringBuilder text, int number) => text.Append($"{number}");

    public static StringBuilder AppendedPlainly(StringBuilder text, long number) => text.Append(number);

    public static StringBuilder AppendedBoxed<T>(StringBuilder text, T number)
        where T : struct => text.Append((object)number);

    public static string Added(int number) => "number " + number;

    public static string Told(double number) => number.ToString();

    public static string ToldOfATypeParameter<T>(T number)
        where T : struct => number.ToString()!;

    public static string WithNoProvider(double number) => number.ToString("F2", null);

    public static string Joined(IEnumerable<int> numbers) => string.Join(", ", numbers);

    public static string JoinedObjects(object first, object second) => string.Join(", ", first, second);

    public static string Formatted(int number) => string.Format("{0}", number);

    public static bool Parsed(string text) => int.TryParse(text, out _);

    public static int[] ParsedByAGroup(string[] texts) => [.. texts.Select(int.Parse)];

    public static string Cased(string text) => text.ToUpper();

    public static bool Compared(string text) => text.StartsWith("ab");

    public static int ComparedWhole(string left, string right) => string.Compare(left, right);

    public static IEnumerable<string> Sorted(IEnumerable<string> texts) => texts.Order();

    public static IEnumerable<(string Name, int)> SortedByName(IEnumerable<(string Name, int)> texts) => texts.OrderBy(text => text.Name);

    public static SortedDictionary<string, int> SortedAlways() => [];

    public static string AskedFor() => CultureInfo.CurrentCulture.Name;

    public static void Refused(int number) => ArgumentOutOfRangeException.ThrowIfNegative(number);

    public static Exception RefusedWithItsValue(double number) => new ArgumentOutOfRangeException(nameof(number), number, "It is wrong.");
}

/// <summary>A record that prints a number by itself.</summary>
public sealed record PlantedRecord(double Number);

/// <summary>Text, parsing and order that depend on no culture.</summary>
internal static class Sound
{
    public static string Interpolated(int number, double other) => FormattableString.Invariant($"{number} {other:F2}");

    public static string Created(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}");

    public static string OfText(string text, char letter, bool truth, DayOfWeek day) => $"{text} {letter} {truth} {day}";

    public static string OfValues(Shape shape, Labels labels) => $"{shape} {labels}";

    public static string Joined(IEnumerable<string> texts) => string.Join(", ", texts);

    public static string Told(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static bool Parsed(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);

    public static string Cased(string text) => text.ToUpperInvariant();

    public static bool Compared(string text) => text.StartsWith("ab", StringComparison.Ordinal) && text.Contains('b');

    public static IEnumerable<string> Sorted(IEnumerable<string> texts) => texts.Order(StringComparer.Ordinal);

    public static IEnumerable<int> SortedNumbers(IEnumerable<int> numbers) => numbers.Order();
}
