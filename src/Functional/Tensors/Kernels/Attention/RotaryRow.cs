using System.Numerics;

namespace Functional.Kernels;

/// <summary>Pairs of features of one row, turned by an angle each.</summary>
internal static class RotaryRow
{
    /// <summary>Turns the first columns of a row and copies the others.</summary>
    /// <param name="x">The row.</param>
    /// <param name="y">The result.</param>
    /// <param name="columns">How many columns are turned: whole heads.</param>
    /// <param name="size">How many features a head has.</param>
    /// <param name="cosines">Of each pair of a head.</param>
    /// <param name="sines">Of each pair of a head.</param>
    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int columns, int size, ReadOnlySpan<T> cosines, ReadOnlySpan<T> sines)
        where T : struct, IFloatingPointIeee754<T>
    {
        var half = size / 2;
        for (var head = 0; head < columns; head += size)
        {
            var left = x.Slice(head, half);
            var right = x.Slice(head + half, half);
            var first = y.Slice(head, half);
            var second = y.Slice(head + half, half);
            for (var i = 0; i < half; i++)
            {
                first[i] = left[i] * cosines[i] - right[i] * sines[i];
                second[i] = left[i] * sines[i] + right[i] * cosines[i];
            }
        }
        x[columns..].CopyTo(y[columns..]);
    }
}
