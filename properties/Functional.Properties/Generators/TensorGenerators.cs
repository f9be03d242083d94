using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Generators;

/// <summary>Two tensors whose shapes broadcast.</summary>
public sealed record BroadcastTensors<T>(Tensor<T> Left, Tensor<T> Right)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>A tensor, and one of a shape to which it broadcasts; both of round numbers.</summary>
public sealed record RepeatedTensor<T>(Tensor<T> Operand, Tensor<T> Full)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>Tensors of any shape that the kit makes, with elements from <see cref="Reals"/>.</summary>
public static class TensorGenerators
{
    /// <summary>Any tensor of round numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<Tensor<T>> Any<T>()
        where T : struct, IFloatingPointIeee754<T> =>
        Arb.From(Arbitraries.Shapes.Generator.SelectMany(shape => Of(shape, Reals.Round<T>())), Arbitraries.Smaller);

    /// <summary>Any two tensors that broadcast, of numbers that round in every operation.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<BroadcastTensors<T>> Broadcasting<T>()
        where T : struct, IFloatingPointIeee754<T> => Arb.From(
        from shapes in BroadcastGenerators.Broadcasting.Generator
        from left in Of(shapes.Left, Reals.Between<T>(-3, 3))
        from right in Of(shapes.Right, Reals.Between<T>(-3, 3))
        select new BroadcastTensors<T>(left, right),
        pair => BroadcastGenerators.SmallerTogether(pair.Left.Shape, pair.Right.Shape)
            .Select(smaller => new BroadcastTensors<T>(Corner(pair.Left, smaller.Left), Corner(pair.Right, smaller.Right))));

    /// <summary>Any tensor, and one of a shape to which it broadcasts.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<RepeatedTensor<T>> Repeated<T>()
        where T : struct, IFloatingPointIeee754<T> => Arb.From(
        from full in Any<T>().Generator
        from shape in BroadcastGenerators.Operand(full.Shape)
        from operand in Of(shape, Reals.Round<T>())
        select new RepeatedTensor<T>(operand, full),
        pair => BroadcastGenerators.SmallerTogether(pair.Operand.Shape, pair.Full.Shape)
            .Select(smaller => new RepeatedTensor<T>(Corner(pair.Operand, smaller.Left), Corner(pair.Full, smaller.Right))));

    /// <summary>Tensors of one shape.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="elements">Where the elements come from.</param>
    public static Gen<Tensor<T>> Of<T>(Shape shape, Gen<T> elements)
        where T : struct, IFloatingPointIeee754<T> => elements.ArrayOf(shape.ElementCount).Select(values => Tensor.Create<T>(shape, values));

    /// <summary>The first elements on each axis, as many as a smaller shape of the same rank has.</summary>
    private static Tensor<T> Corner<T>(Tensor<T> x, Shape shape)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var axis = 0; axis < x.Rank; axis++)
            x = x.Slice(axis, 0, shape[axis]);
        return x;
    }
}
