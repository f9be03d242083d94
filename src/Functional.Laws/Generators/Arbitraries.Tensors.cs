using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.Laws;

public static partial class Arbitraries
{
    private const int HighestRank = 4;

    /// <summary>Shapes of rank 0 to 4 with sizes 0 to 5: 1 is frequent, 0 now and then. They shrink to fewer axes and smaller sizes.</summary>
    public static Arbitrary<Shape> Shapes { get; } = Arb.From(ShapesOf(0, HighestRank), Smaller);

    /// <summary>Finite tensors of any shape: ordinary numbers, zeros, ties, large, tiny and denormal ones. They shrink to smaller shapes, rounder numbers and zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<Tensor<T>> Tensors<T>()
        where T : struct, IFloatingPointIeee754<T> => Arb.From(
        from draw in Draws.Generator
        from shape in Shapes.Generator
        select draw.Tensor<T>("x", shape),
        Smaller);

    private const int HighestRankOfShapes = 13;

    /// <summary>Shapes of some ranks.</summary>
    /// <param name="lowest">The lowest rank.</param>
    /// <param name="highest">The highest rank, up to 13: with more axes of size 5 a shape can have too many elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ranks are not in that range, or not in order.</exception>
    public static Gen<Shape> ShapesOf(int lowest, int highest)
    {
        if (lowest < 0 || highest < lowest || highest > HighestRankOfShapes)
            throw new ArgumentOutOfRangeException(
                lowest < 0 ? nameof(lowest) : nameof(highest),
                Invariant($"Shapes have ranks in order from 0 to {HighestRankOfShapes}, not {lowest} to {highest}."));
        var size = Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Constant(1)), (10, Gen.Choose(2, 5)));
        return from rank in Gen.Choose(lowest, highest)
               from sizes in size.ArrayOf(rank)
               select Shape.Create(sizes);
    }

    /// <summary>Simpler shapes: without one axis, or with one size nearer to 1.</summary>
    /// <param name="shape">The shape to make smaller.</param>
    public static IEnumerable<Shape> Smaller(Shape shape)
    {
        for (var axis = 0; axis < shape.Rank; axis++)
            yield return shape[..axis].Then(shape[(axis + 1)..]);
        for (var axis = 0; axis < shape.Rank; axis++)
            if (shape[axis] > 1)
                yield return shape.With(axis, shape[axis] - 1);
    }

    /// <summary>Simpler tensors: with one axis a step shorter, then of zeros, of whole numbers, of rounder numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to make smaller.</param>
    public static IEnumerable<Tensor<T>> Smaller<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var axis = 0; axis < x.Rank; axis++)
            if (x.Shape[axis] > 1)
                yield return x.Slice(axis, 0, x.Shape[axis] - 1);
        if (x != x.Zero)
            yield return x.Zero;
        foreach (var grid in (int[])[1, 16, 1024])
        {
            var rounder = x.Map(value => T.Truncate(value * T.CreateChecked(grid)) / T.CreateChecked(grid));
            if (rounder != x && rounder != x.Zero && rounder.IsFinite)
                yield return rounder;
        }
    }
}
