using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>
/// Moves along one axis of memory <c>[outer, size, inner]</c>: the same places for all (<see cref="Take"/>), or for each element a place of its own
/// (<see cref="TakeEach"/>); and their adjoints, which add in the order of the elements.
/// </summary>
internal static class AxisPlaces
{
    /// <summary>result[o, k, i] = source[o, places[k], i].</summary>
    public static void Take<T>(ReadOnlySpan<T> source, Span<T> result, ReadOnlySpan<int> places, int size, int inner)
    {
        for (int at = 0, from = 0; at < result.Length; at += places.Length * inner, from += size * inner)
        {
            var own = source.Slice(from, size * inner);
            var target = result.Slice(at, places.Length * inner);
            if (inner == 1)
                for (var k = 0; k < places.Length; k++)
                    target[k] = own[places[k]];
            else
                for (var k = 0; k < places.Length; k++)
                    own.Slice(places[k] * inner, inner).CopyTo(target[(k * inner)..]);
        }
    }

    /// <summary>result[o, places[k], i] += source[o, k, i].</summary>
    public static void Add<T>(ReadOnlySpan<T> source, Span<T> result, ReadOnlySpan<int> places, int size, int inner)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (int from = 0, at = 0; from < source.Length; from += places.Length * inner, at += size * inner)
        {
            var own = source.Slice(from, places.Length * inner);
            var target = result.Slice(at, size * inner);
            for (var k = 0; k < places.Length; k++)
            {
                if (inner == 1)
                {
                    target[places[k]] += own[k];
                    continue;
                }
                var sum = target.Slice(places[k] * inner, inner);
                TensorPrimitives.Add(sum, own.Slice(k * inner, inner), sum);
            }
        }
    }

    /// <summary>result[o, k, i] = source[o, places[o, k, i], i].</summary>
    public static void TakeEach<T>(ReadOnlySpan<T> source, Span<T> result, ReadOnlySpan<int> places, int size, int count, int inner)
    {
        for (var at = 0; at < result.Length; at++)
            result[at] = source[(at / (count * inner) * size + places[at]) * inner + at % inner];
    }

    /// <summary>result[o, places[o, k, i], i] += source[o, k, i].</summary>
    public static void AddEach<T>(ReadOnlySpan<T> source, Span<T> result, ReadOnlySpan<int> places, int size, int count, int inner)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var at = 0; at < source.Length; at++)
            result[(at / (count * inner) * size + places[at]) * inner + at % inner] += source[at];
    }
}
