using FsCheck;
using FsCheck.Fluent;

namespace Functional.Properties.Generators;

/// <summary>Two shapes that broadcast.</summary>
public sealed record BroadcastShapes(Shape Left, Shape Right)
{
    /// <summary>The shape that they take together.</summary>
    public Shape Common => Shape.Broadcast(Left, Right)!;
}

/// <summary>Shapes of rank 0 to 4 with sizes 0 to 5: 1 is frequent, 0 now and then.</summary>
public static class ShapeGenerators
{
    private const int HighestRank = 4;

    private static readonly Gen<int> Size = Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Constant(1)), (10, Gen.Choose(2, 5)));

    /// <summary>Any shape.</summary>
    public static Arbitrary<Shape> Any { get; } = Arb.From(OfRank(0, HighestRank), Smaller);

    /// <summary>Any two shapes that broadcast.</summary>
    public static Arbitrary<BroadcastShapes> Broadcasting { get; } = Arb.From(
        from common in Any.Generator
        from left in Operand(common)
        from right in Operand(common)
        select new BroadcastShapes(left, right),
        pair => SmallerTogether(pair.Left, pair.Right).Select(smaller => new BroadcastShapes(smaller.Left, smaller.Right)));

    /// <summary>Shapes of some ranks.</summary>
    /// <param name="lowest">The lowest rank.</param>
    /// <param name="highest">The highest rank.</param>
    public static Gen<Shape> OfRank(int lowest, int highest) =>
        from rank in Gen.Choose(lowest, highest)
        from sizes in Size.ArrayOf(rank)
        select Shape.Create(sizes);

    /// <summary>Shapes that broadcast to a given one: leading axes are missing, others are 1.</summary>
    /// <param name="common">What the shape broadcasts to.</param>
    public static Gen<Shape> Operand(Shape common) =>
        from missing in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, common.Rank)))
        from repeated in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true))).ArrayOf(common.Rank)
        select Shape.Create([.. common.Select((size, axis) => repeated[axis] ? 1 : size).Skip(missing)]);

    /// <summary>Simpler shapes: without one axis, or with one size nearer to 1.</summary>
    /// <param name="shape">The shape to shrink.</param>
    public static IEnumerable<Shape> Smaller(Shape shape)
    {
        for (var axis = 0; axis < shape.Rank; axis++)
            yield return shape[..axis].Then(shape[(axis + 1)..]);
        for (var axis = 0; axis < shape.Rank; axis++)
            if (shape[axis] > 1)
                yield return shape.With(axis, shape[axis] - 1);
    }

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
