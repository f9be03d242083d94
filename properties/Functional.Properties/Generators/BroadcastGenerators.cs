using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Generators;

/// <summary>Two shapes that broadcast.</summary>
public sealed record BroadcastShapes(Shape Left, Shape Right)
{
    /// <summary>The shape that they take together.</summary>
    public Shape Common => Shape.Broadcast(Left, Right)!;
}

/// <summary>Shapes that broadcast.</summary>
public static class BroadcastGenerators
{
    /// <summary>Any two shapes that broadcast.</summary>
    public static Arbitrary<BroadcastShapes> Broadcasting { get; } = Arb.From(
        from common in Arbitraries.Shapes.Generator
        from left in Operand(common)
        from right in Operand(common)
        select new BroadcastShapes(left, right),
        pair => SmallerTogether(pair.Left, pair.Right).Select(smaller => new BroadcastShapes(smaller.Left, smaller.Right)));

    /// <summary>Shapes that broadcast to a given one: leading axes are missing, others are 1.</summary>
    /// <param name="common">What the shape broadcasts to.</param>
    public static Gen<Shape> Operand(Shape common) =>
        from missing in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, common.Rank)))
        from repeated in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true))).ArrayOf(common.Rank)
        select Shape.Create([.. common.Select((size, axis) => repeated[axis] ? 1 : size).Skip(missing)]);

    /// <summary>Two shapes that broadcast, each time with one axis of both a step shorter.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    public static IEnumerable<(Shape Left, Shape Right)> SmallerTogether(Shape left, Shape right)
    {
        for (var fromEnd = 1; fromEnd <= Math.Max(left.Rank, right.Rank); fromEnd++)
        {
            var (l, r) = (Shorter(left, fromEnd), Shorter(right, fromEnd));
            if (l != left || r != right)
                yield return (l, r);
        }
    }

    private static Shape Shorter(Shape shape, int fromEnd) =>
        fromEnd <= shape.Rank && shape[^fromEnd] > 1 ? shape.With(-fromEnd, shape[^fromEnd] - 1) : shape;
}
