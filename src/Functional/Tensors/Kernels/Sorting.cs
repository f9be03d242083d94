using System.Numerics;

namespace Functional.Kernels;

/// <summary>The order that sorts along one axis of memory <c>[outer, size, inner]</c>: equal elements stay in theirs, NaN counts as the largest.</summary>
internal static class Sorting
{
    /// <summary>For each element of the sorted memory, its place on the axis before.</summary>
    public static int[] Places<T>(ReadOnlySpan<T> source, int size, int inner, bool descending)
        where T : struct, IFloatingPointIeee754<T>
    {
        var result = new int[source.Length];
        var (keys, places) = (new T[size], new int[size]);
        for (var at = 0; at < source.Length; at += size * inner)
            for (var i = 0; i < inner; i++)
            {
                for (var k = 0; k < size; k++)
                    (keys[k], places[k]) = (source[at + k * inner + i], k);
                Sort<T>(keys, places, descending);
                for (var k = 0; k < size; k++)
                    result[at + k * inner + i] = places[k];
            }
        return result;
    }

    /// <summary>Sorts by key, then those of equal keys by place: the library's sort is quick, but leaves these in any order.</summary>
    private static void Sort<T>(Span<T> keys, Span<int> places, bool descending)
        where T : struct, IFloatingPointIeee754<T>
    {
        // NaNs come first, by comparison as IComparable has it.
        MemoryExtensions.Sort(keys, places);
        var nans = 0;
        while (nans < keys.Length && T.IsNaN(keys[nans]))
            nans++;
        Rotate(keys, nans);
        Rotate(places, nans);
        if (descending)
        {
            keys.Reverse();
            places.Reverse();
        }
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end].Equals(keys[start]);)
                end++;
            places[start..end].Sort();
        }
    }

    /// <summary>The first few behind the others.</summary>
    private static void Rotate<T>(Span<T> span, int count)
    {
        span[..count].Reverse();
        span[count..].Reverse();
        span.Reverse();
    }
}
