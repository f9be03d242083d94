using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>
/// Exponentials of rows, each row less its maximum so that nothing overflows, and their sums: all that softmax, its logarithm and the
/// cross-entropy are made of. The exponentials are taken of all rows at once, so that short rows are not slow.
/// </summary>
internal static class SoftmaxRows
{
    /// <summary>Rows less their maxima.</summary>
    public static void Shift<T>(ReadOnlySpan<T> x, Span<T> shifted, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var at = 0; at < x.Length; at += classes)
        {
            var row = x.Slice(at, classes);
            var max = Max(row);
            var target = shifted.Slice(at, classes);
            if (classes >= Vector<T>.Count)
                TensorPrimitives.Subtract(row, max, target);
            else
                for (var i = 0; i < row.Length; i++)
                    target[i] = row[i] - max;
        }
    }

    /// <summary>Rows over their sums.</summary>
    public static void Divide<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> sums, Span<T> result, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < sums.Length; row++)
        {
            var source = x.Slice(row * classes, classes);
            var target = result.Slice(row * classes, classes);
            if (classes >= Vector<T>.Count)
                TensorPrimitives.Divide(source, sums[row], target);
            else
                for (var i = 0; i < source.Length; i++)
                    target[i] = source[i] / sums[row];
        }
    }

    /// <summary>Each row less a number of its own, where it lies.</summary>
    public static void SubtractEach<T>(Span<T> rows, ReadOnlySpan<T> numbers, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < numbers.Length; row++)
        {
            var number = numbers[row];
            foreach (ref var value in rows.Slice(row * classes, classes))
                value -= number;
        }
    }

    /// <summary>
    /// Where one logit of a row is ∞ and no other, its class is certain: the limit as it grows. ∞ − ∞ does not know that, so its place is 0 here. With
    /// several there is no limit, nor where all of several are −∞: such rows stay NaN.
    /// </summary>
    /// <returns>Whether there was such a row.</returns>
    public static bool ShiftCertain<T>(ReadOnlySpan<T> x, Span<T> shifted, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        var found = false;
        for (var at = 0; at < x.Length; at += classes)
        {
            var row = x.Slice(at, classes);
            var certain = classes == 1 && T.IsInfinity(row[0]) ? 0 : row.IndexOf(T.PositiveInfinity);
            if (certain < 0 || row[(certain + 1)..].Contains(T.PositiveInfinity) || TensorPrimitives.IsNaNAny(row))
                continue;
            (shifted[at + certain], found) = (T.Zero, true);
        }
        return found;
    }

    /// <summary>The largest element; NaN where there is one.</summary>
    private static T Max<T>(ReadOnlySpan<T> row)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (row.Length >= Vector<T>.Count)
            return TensorPrimitives.Max(row);
        var max = row[0];
        for (var i = 1; i < row.Length; i++)
            max = row[i] > max || T.IsNaN(row[i]) ? row[i] : max;
        return max;
    }
}
