using FsCheck.Xunit;

namespace Functional.Laws;

/// <summary>Registers the kit's generators for all properties of an assembly, or of a class.</summary>
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
    public LawGeneratorsAttribute(params Type[] own) => Arbitrary = [.. own, typeof(Arbitraries)];
}
