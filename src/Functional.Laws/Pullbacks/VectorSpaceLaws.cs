using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>Three vectors of one structure and two numbers, all so round that sums and products of them are exact.</summary>
/// <typeparam name="V">The type of the vectors.</typeparam>
/// <param name="First">One vector.</param>
/// <param name="Second">Another.</param>
/// <param name="Third">A third.</param>
/// <param name="Alpha">A number.</param>
/// <param name="Beta">Another.</param>
public sealed record VectorPoint<V>(V First, V Second, V Third, double Alpha, double Beta)
    where V : IVectorSpace<V>
{
    /// <summary>Random multiples of 1/16 between −4 and 4, of the structure of a vector.</summary>
    /// <param name="structure">A vector with the structure.</param>
    /// <param name="key">The random key.</param>
    public static VectorPoint<V> Like(V structure, Key key)
    {
        return new(Round("first"), Round("second"), Round("third"), double.Round(key.Uniform(0) * 16) / 4 - 2, double.Round(key.Uniform(1) * 16) / 8 - 1);

        V Round(string name)
        {
            var own = key.Split(name);
            return structure.WithCoordinates(i => double.Round(own.Uniform(i) * 128 - 64) / 16);
        }
    }

    /// <summary>The vectors and the numbers.</summary>
    public override string ToString() => Invariant($"x = {First}, y = {Second}, z = {Third}, α = {Alpha}, β = {Beta}");
}

/// <summary>What every pullback relies on.</summary>
/// <typeparam name="V">The type of the vectors.</typeparam>
public static class VectorSpaceLaws<V>
    where V : IVectorSpace<V>
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Law<VectorPoint<V>>> All { get; } =
    [
        new("sums", "sums commute and associate", static p => Outcome.All(
            () => Same("x + y against y + x, ", p.First.Plus(p.Second), p.Second.Plus(p.First)),
            () => Same("(x + y) + z against x + (y + z), ", p.First.Plus(p.Second).Plus(p.Third), p.First.Plus(p.Second.Plus(p.Third))))),
        new("zero", "zero is neutral, and each vector has its opposite", static p => Outcome.All(
            () => Same("x against x + 0, ", p.First, p.First.Plus(p.First.Zero)),
            () => Same("x against 0 + x, ", p.First, p.First.Zero.Plus(p.First)),
            () => Same("0 against x − x, ", p.First.Zero, p.First.Plus(p.First.Scale(-1))))),
        new("multiples", "multiples distribute over sums", static p => Outcome.All(
            () => Same("x against 1·x, ", p.First, p.First.Scale(1)),
            () => Same("αβ·x against β·(α·x), ", p.First.Scale(p.Alpha * p.Beta), p.First.Scale(p.Alpha).Scale(p.Beta)),
            () => Same("α·(x + y) against α·x + α·y, ", p.First.Plus(p.Second).Scale(p.Alpha), p.First.Scale(p.Alpha).Plus(p.Second.Scale(p.Alpha))),
            () => Same("(α + β)·x against α·x + β·x, ", p.First.Scale(p.Alpha + p.Beta), p.First.Scale(p.Alpha).Plus(p.First.Scale(p.Beta))))),
        new("inner product", "the inner product is symmetric, linear and positive", static p => Outcome.All(
            () => Same("⟨x, y⟩ against ⟨y, x⟩", p.First.Dot(p.Second), p.Second.Dot(p.First)),
            () => Same("⟨x + y, z⟩ against ⟨x, z⟩ + ⟨y, z⟩", p.First.Plus(p.Second).Dot(p.Third), p.First.Dot(p.Third) + p.Second.Dot(p.Third)),
            () => Same("⟨α·x, y⟩ against α·⟨x, y⟩", p.First.Scale(p.Alpha).Dot(p.Second), p.Alpha * p.First.Dot(p.Second)),
            () => p.First.Dot(p.First) > 0 == Agreement.Largest(p.First) > 0 ? Outcome.Holds : Outcome.Broken($"⟨x, x⟩ is {CSharp.Of(p.First.Dot(p.First))}"))),
        new("coordinates", "a vector is its coordinates", static p => Outcome.All(
            () => Same("x against x from its coordinates, ", p.First, p.Second.WithCoordinates(p.First.Coordinate)),
            () => Same("⟨x, y⟩ against the sum over coordinates", Enumerable.Range(0, p.First.Dimension).Sum(i => p.First.Coordinate(i) * p.Second.Coordinate(i)), p.First.Dot(p.Second)),
            () => Same("x + y by coordinates, ", p.First.WithCoordinates(i => p.First.Coordinate(i) + p.Second.Coordinate(i)), p.First.Plus(p.Second)))),
    ];

    private static Outcome Same(string what, V left, V right) => Agreement.Near(what, left, right, 0, 0, "one is", "the other");

    private static Outcome Same(string what, double left, double right) => left == right
        ? Outcome.Holds
        : Outcome.Broken($"{what}: one is {CSharp.Of(left)}, the other {CSharp.Of(right)}");
}

/// <summary>The laws of vector spaces.</summary>
/// <example><code>
/// VectorSpaceLaws.For("tensors", draw => draw.Tensor&lt;double&gt;("x", draw.Batched("shape"))).Check();
/// </code></example>
public static class VectorSpaceLaws
{
    /// <summary>The laws of vectors of a type.</summary>
    /// <typeparam name="V">The type of the vectors.</typeparam>
    /// <param name="subject">What they are, for messages.</param>
    /// <param name="structure">Draws a vector; only its structure matters.</param>
    public static LawSuite<Draw> For<V>(string subject, Func<Draw, V> structure)
        where V : IVectorSpace<V> => new(
        subject,
        Arbitraries.Draws,
        [.. VectorSpaceLaws<V>.All.Select(law => law.On<Draw>(draw => VectorPoint<V>.Like(structure(draw.Ordinary), draw.Key)))])
        {
            Print = (law, draw) => $"VectorSpaceLaws.For({CSharp.Of(subject)}, …).Verify({CSharp.Of(law.Name)}, {draw});",
        };
}
