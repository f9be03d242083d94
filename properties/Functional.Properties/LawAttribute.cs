using FsCheck.Xunit;

namespace Functional.Properties;

/// <summary>
/// A law: a property that holds for every case, checked on the same generated cases in every run. A failure prints its seed; see
/// <see cref="LawSettings"/> for the variables that change the seed and the number of cases.
/// </summary>
/// <example><code>
/// [Law]
/// public void Negating_twice_changes_nothing(Tensor&lt;float&gt; x) => Assert.Equal(x, -(-x));
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute
{
    /// <param name="cases">How many cases are generated, unless the variable says otherwise; fewer for a law that takes long.</param>
    /// <exception cref="FormatException">A variable holds what it cannot: xunit reports it for every law.</exception>
    public LawAttribute(int cases = 100)
    {
        MaxTest = LawSettings.Cases(Environment.GetEnvironmentVariable(LawSettings.CasesVariable), cases);
        Replay = LawSettings.Seed(Environment.GetEnvironmentVariable(LawSettings.SeedVariable));
        QuietOnSuccess = true;
    }
}
