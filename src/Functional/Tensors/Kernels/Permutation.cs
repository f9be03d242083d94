using System.Numerics;

namespace Functional.Kernels;

/// <summary>Copies a tensor with its axes in another order.</summary>
internal static class Permutation
{
    private const int Tile = 16;

    public static Tensor<T> Run<T>(Tensor<T> x, int[] order)
        where T : struct, IFloatingPointIeee754<T>
    {
        Shape shape = [.. order.Select(axis => x.Shape[axis])];
        var result = Elementwise.Buffer<T>(shape.ElementCount);
        if (result.Length == 0)
            return new(result, shape);
        var strides = x.Shape.Strides();
        var steps = order.Select(axis => strides[axis]).ToArray();
        if (shape.Rank == 2)
            Transpose(x.Data, result, shape[0], shape[1]);
        else
            Walk(x.Data, result, shape, steps);
        return new(result, shape);
    }

    /// <summary>result[i, j] = source[j, i], tile by tile so that both sides stay in cache.</summary>
    public static void Transpose<T>(ReadOnlySpan<T> source, Span<T> result, int rows, int columns)
    {
        for (var i0 = 0; i0 < rows; i0 += Tile)
            for (var j0 = 0; j0 < columns; j0 += Tile)
                for (var i = i0; i < Math.Min(i0 + Tile, rows); i++)
                    for (var j = j0; j < Math.Min(j0 + Tile, columns); j++)
                        result[i * columns + j] = source[j * rows + i];
    }

    private static void Walk<T>(ReadOnlySpan<T> source, Span<T> result, Shape shape, int[] steps)
    {
        var index = new int[shape.Rank];
        for (int at = 0, from = 0; at < result.Length; at++)
        {
            result[at] = source[from];
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }
}
