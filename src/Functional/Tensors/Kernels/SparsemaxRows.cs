using System.Numerics;

namespace Functional.Kernels;

/// <summary>Rows onto distributions, each to the nearest: algorithm 1 of Martins and Astudillo, ICML 2016.</summary>
internal static class SparsemaxRows
{
    /// <summary>max(x − τ, 0) of each row, with the τ that makes its sum 1. A row with NaN is NaN; infinite numbers share a row, as large ones would.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        var sorted = new T[classes];
        for (var at = 0; at < x.Length; at += classes)
            Row(x.Slice(at, classes), y.Slice(at, classes), sorted);
    }

    private static void Row<T>(ReadOnlySpan<T> x, Span<T> y, T[] sorted)
        where T : struct, IFloatingPointIeee754<T>
    {
        var largest = x[0];
        foreach (var value in x)
            largest = T.Max(largest, value);
        if (T.IsNaN(largest))
        {
            y.Fill(largest);
            return;
        }
        // Less the largest, so that nothing is lost beside it; what is as large as that is 0, also where both are infinite.
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] == largest ? T.Zero : x[i] - largest;
        y.CopyTo(sorted);
        Array.Sort(sorted, static (left, right) => right.CompareTo(left));
        var (sum, threshold) = (T.Zero, T.Zero);
        for (var k = 0; k < sorted.Length; k++)
        {
            sum += sorted[k];
            var next = (sum - T.One) / T.CreateChecked(k + 1);
            if (!(sorted[k] > next))
                break;
            threshold = next;
        }
        for (var i = 0; i < y.Length; i++)
            y[i] = y[i] > threshold ? y[i] - threshold : T.Zero;
    }
}
