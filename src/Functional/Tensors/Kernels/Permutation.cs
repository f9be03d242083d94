namespace Functional.Kernels;

/// <summary>Copies elements with their axes in another order.</summary>
internal static class Permutation
{
    private const int Tile = 16;

    /// <summary>Elements of the source in the order of the result, whose axes have sizes, and steps in the source.</summary>
    public static void Run<T>(ReadOnlySpan<T> source, Span<T> result, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps)
    {
        if (result.Length == 0)
            return;
        if (sizes.Length == 2 && steps[0] == 1 && steps[1] == sizes[0])
            Transpose(source, result, sizes[0], sizes[1]);
        else
            Walk(source, result, sizes, steps);
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

    private static void Walk<T>(ReadOnlySpan<T> source, Span<T> result, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps)
    {
        var index = new int[sizes.Length];
        for (int at = 0, from = 0; at < result.Length; at++)
        {
            result[at] = source[from];
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < sizes[axis])
                    break;
                from -= steps[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
    }
}
