using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Properties.Tensors;

/// <summary>What tensors do, index by index: slow and plain, to compare with.</summary>
internal static class Naive
{
    /// <summary>All indices of a shape in row-major order.</summary>
    public static IEnumerable<int[]> Indices(Shape shape)
    {
        if (shape.Rank == 0)
            return [[]];
        return Indices(shape[..^1]).SelectMany(outer => Enumerable.Range(0, shape[^1]).Select(last => (int[])[.. outer, last]));
    }

    /// <summary>The element of a tensor at an index.</summary>
    public static T At<T>(Tensor<T> x, params int[] index)
        where T : struct, IFloatingPointIeee754<T>
    {
        var at = 0;
        for (var axis = 0; axis < x.Rank; axis++)
            at = (at * x.Shape[axis]) + index[axis];
        return x.Span[at];
    }

    /// <summary>The element that broadcasting puts at an index: leading places that the tensor lacks are dropped, axes of size 1 repeated.</summary>
    public static T Broadcast<T>(Tensor<T> x, int[] index)
        where T : struct, IFloatingPointIeee754<T> =>
        At(x, [.. index.Skip(index.Length - x.Rank).Select((place, axis) => x.Shape[axis] == 1 ? 0 : place)]);

    /// <summary>A tensor from its elements by index.</summary>
    public static Tensor<T> Tensor<T>(Shape shape, Func<int[], T> element)
        where T : struct, IFloatingPointIeee754<T> => Functional.Tensor.Create<T>(shape, [.. Indices(shape).Select(element)]);

    /// <summary>Asserts that shapes and all elements agree to the last bit: 0 is not −0 here.</summary>
    public static void SameBits<T>(Tensor<T> expected, Tensor<T> actual)
        where T : struct, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True(MemoryMarshal.AsBytes(expected.Span).SequenceEqual(MemoryMarshal.AsBytes(actual.Span)), $"expected {expected}\nbut got {actual}");
    }
}
