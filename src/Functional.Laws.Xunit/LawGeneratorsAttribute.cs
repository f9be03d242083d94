using FsCheck.Xunit;

namespace Functional.Laws;

/// <summary>
/// Registers the kit's generators for all properties of an assembly, or of a class. Where <c>FUNCTIONAL_SEED</c> or <c>FUNCTIONAL_CASES</c> is set,
/// they take it, as laws do.
/// </summary>
/// <example><code>
/// [assembly: LawGenerators]
///
/// [Property]
/// public void Shapes_are_their_sizes(Shape shape) => Assert.Equal(shape.Rank, shape.Count());
/// </code></example>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class)]
public sealed class LawGeneratorsAttribute : PropertiesAttribute
{
    /// <summary>The kit's generators, and then one's own.</summary>
    /// <param name="own">Classes with more generators, which come first.</param>
    /// <exception cref="FormatException">A variable holds what it cannot: the test framework reports it for every property.</exception>
    public LawGeneratorsAttribute(params Type[] own)
    {
        Arbitrary = [.. own, typeof(Arbitraries)];
        if (Environment.GetEnvironmentVariable(LawSettings.CasesVariable) is { Length: > 0 } cases)
            MaxTest = LawSettings.Cases(cases, LawSettings.DefaultCases);
        if (Environment.GetEnvironmentVariable(LawSettings.SeedVariable) is { Length: > 0 } seed)
            Replay = LawSettings.Seed(seed);
    }
}
