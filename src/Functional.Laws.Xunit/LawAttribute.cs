using System.Diagnostics;
using FsCheck.Xunit;

namespace Functional.Laws;

/// <summary>
/// A law as a test: a property that holds for every case, checked on the same generated cases in every run. A failure prints its seed; see
/// <see cref="LawSettings"/> for the variables that change the seed and the number of cases.
/// </summary>
/// <example><code>
/// [Law]
/// public void Negating_twice_changes_nothing(Tensor&lt;float&gt; x) => Assert.Equal(x, -(-x));
/// </code></example>
[StackTraceHidden]
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute
{
    /// <summary>A law on some number of cases.</summary>
    /// <param name="cases">How many cases are generated, unless the variable says otherwise; fewer for a law that takes long.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no cases: the test framework reports it for the law.</exception>
    /// <exception cref="FormatException">A variable holds what it cannot: the test framework reports it for every law.</exception>
    public LawAttribute(int cases = LawSettings.DefaultCases)
    {
        if (cases < 1)
            throw new ArgumentOutOfRangeException(nameof(cases), Invariant($"A law is checked on at least one case, not on {cases}: no cases prove nothing."));
        MaxTest = LawSettings.Cases(Environment.GetEnvironmentVariable(LawSettings.CasesVariable), cases);
        Replay = LawSettings.Seed(Environment.GetEnvironmentVariable(LawSettings.SeedVariable));
        QuietOnSuccess = true;
    }
}
