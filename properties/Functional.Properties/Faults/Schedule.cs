using System.Globalization;

namespace Functional.Properties.Faults;

/// <summary>
/// How much is checked. Without <c>FUNCTIONAL_SCHEDULED</c>, a sample: one seed and 500 networks. With it, "1" or "on", 20 seeds and 10,000
/// networks, other ones each time; a larger number is a number of seeds.
/// </summary>
internal sealed record Schedule(int Seeds, int Networks, int CasesOfSound)
{
    public const string Variable = "FUNCTIONAL_SCHEDULED";

    public static Schedule FromEnvironment { get; } = Of(Environment.GetEnvironmentVariable(Variable));

    public static Schedule Of(string? value) => value?.Trim() switch
    {
        null or "" => new(1, 500, 10),
        "1" or "on" => new(20, 10_000, 100),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds > 1 => new(seeds, 10_000, 100),
        _ => throw new FormatException($"{Variable} is \"{value}\": expected \"on\", 1, or a number of seeds."),
    };

    /// <summary>Whether this is more than the sample.</summary>
    public bool IsWhole => Seeds > 1;

    /// <summary>On how many cases each layer of the vocabulary is checked in <c>float</c>.</summary>
    public int CasesInFloat => IsWhole ? 2000 : 3;

    /// <summary>On how many cases a mistake in <c>float</c> is seen at the latest.</summary>
    public int CasesOfFaultsInFloat => IsWhole ? 100 : 20;

    /// <summary>A seed as FsCheck writes it, whose second number is odd.</summary>
    public static string Seed(int number) => FormattableString.Invariant($"{number},{2 * number + 1}");
}
