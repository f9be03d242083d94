using System.Globalization;

namespace Functional.Properties;

/// <summary>
/// How laws are run. <c>FUNCTIONAL_SEED</c> is "random", the "seed,gamma" that a failure printed, or its "seed,gamma,size" for the one case
/// that failed; without it, every run sees the same cases. <c>FUNCTIONAL_CASES</c> is the number of cases of every law.
/// </summary>
internal static class LawSettings
{
    public const string SeedVariable = "FUNCTIONAL_SEED";
    public const string CasesVariable = "FUNCTIONAL_CASES";
    public const string PinnedSeed = "20260115,1592653589793";

    /// <summary>The seed to start from as FsCheck writes it, or null for another one each time.</summary>
    /// <param name="value">What the variable holds.</param>
    public static string? Seed(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return PinnedSeed;
        if (value.Trim() == "random")
            return null;
        var parts = value.Trim().Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        return parts.Length is 2 or 3 && parts.All(part => ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            && (parts[1][^1] - '0') % 2 == 1 && (parts.Length == 2 || parts[2].Length <= 4)
            ? string.Join(',', parts)
            : throw new FormatException(
                $"{SeedVariable} is \"{value}\": expected \"random\" or \"seed,gamma\", two whole numbers of which gamma is odd, as a failure prints them.");
    }

    /// <summary>The number of cases of a law.</summary>
    /// <param name="value">What the variable holds.</param>
    /// <param name="usual">The law's own number.</param>
    public static int Cases(string? value, int usual)
    {
        if (string.IsNullOrWhiteSpace(value))
            return usual;
        return int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) && cases > 0
            ? cases
            : throw new FormatException($"{CasesVariable} is \"{value}\": expected a whole number of at least 1.");
    }
}
