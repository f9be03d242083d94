using System.Diagnostics;
using System.Globalization;

namespace Functional.Laws;

/// <summary>
/// How laws are run. <c>FUNCTIONAL_SEED</c> is "random", the "seed,gamma" of a run, or the "seed,gamma,size" of one case as a failure prints it;
/// without it, every run sees the same cases. <c>FUNCTIONAL_CASES</c> is the number of cases of every law.
/// </summary>
[StackTraceHidden]
public static class LawSettings
{
    /// <summary>The name of the variable with the seed.</summary>
    public const string SeedVariable = "FUNCTIONAL_SEED";

    /// <summary>The name of the variable with the number of cases.</summary>
    public const string CasesVariable = "FUNCTIONAL_CASES";

    /// <summary>The seed of a run that is not told another.</summary>
    public const string PinnedSeed = "20260115,1592653589793";

    /// <summary>How many cases a law is checked on where nobody says otherwise.</summary>
    public const int DefaultCases = 100;

    /// <summary>The seed to start from as FsCheck writes it, or null for another one each time.</summary>
    /// <param name="value">What the variable holds; null or blank for the pinned seed.</param>
    /// <param name="name">What holds it, for the message.</param>
    /// <exception cref="FormatException">It is no seed; the message says what it is and what it should be.</exception>
    public static string? Seed(string? value, string name = SeedVariable)
    {
        if (string.IsNullOrWhiteSpace(value))
            return PinnedSeed;
        if (value.Trim() == "random")
            return null;
        var parts = value.Trim().Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length is not (2 or 3)
            || !parts.All(static part => ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            || (parts.Length == 3 && parts[2].Length > 4))
            throw new FormatException($"{name} is \"{value}\": expected \"random\", or \"seed,gamma\" or \"seed,gamma,size\" in whole numbers, as a failure prints them.");
        return (parts[1][^1] - '0') % 2 == 1
            ? string.Join(',', parts)
            : throw new FormatException($"{name} is \"{value}\": its second number, gamma, is {parts[1]}, but must be odd, as a failure prints it.");
    }

    /// <summary>The number of cases of a law.</summary>
    /// <param name="value">What the variable holds.</param>
    /// <param name="usual">The law's own number.</param>
    /// <exception cref="FormatException">It is no number of cases; the message says what it is and what it should be.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The law's own number is below 1.</exception>
    public static int Cases(string? value, int usual)
    {
        if (usual < 1)
            throw new ArgumentOutOfRangeException(nameof(usual), Invariant($"A law is checked on at least one case, not on {usual}."));
        if (string.IsNullOrWhiteSpace(value))
            return usual;
        return int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) && cases > 0
            ? cases
            : throw new FormatException($"{CasesVariable} is \"{value}\": expected a whole number of at least 1.");
    }

    /// <summary>The seed that the environment asks for.</summary>
    internal static string? SeedFromEnvironment => Seed(Environment.GetEnvironmentVariable(SeedVariable));

    /// <summary>The number of cases that the environment asks for, or the usual one.</summary>
    internal static int CasesFromEnvironment(int usual) => Cases(Environment.GetEnvironmentVariable(CasesVariable), usual);
}
