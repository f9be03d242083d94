using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// Cumulative sums along one axis of memory <c>[outer, size, inner]</c>. What an addition loses is known exactly (Knuth's two-sum) and is carried beside the
/// sum (Neumaier, ZAMM 54, 1974): a plain sum of 20,000,000 ones would stop at 16,777,216 in single precision.
/// </summary>
internal static class CumulativeSum
{
    private const int Columns = 32;

    public static void Run<T>(ReadOnlySpan<T> source, Span<T> result, int size, int inner, bool reverse, bool exclusive)
        where T : struct, IFloatingPointIeee754<T>
    {
        Span<T> sums = new T[Math.Min(Columns, inner)], lost = new T[sums.Length];
        for (var at = 0; at < source.Length; at += size * inner)
            for (var column = 0; column < inner; column += Columns)
            {
                var count = Math.Min(Columns, inner - column);
                Some(source.Slice(at, size * inner), result.Slice(at, size * inner), inner, column, sums[..count], lost[..count], reverse, exclusive);
            }
    }

    /// <summary>A few columns at once, row after row, so that memory is read in its order.</summary>
    private static void Some<T>(
        ReadOnlySpan<T> source, Span<T> result, int inner, int column, Span<T> sums, Span<T> lost, bool reverse, bool exclusive)
        where T : struct, IFloatingPointIeee754<T>
    {
        sums.Clear();
        lost.Clear();
        for (var row = 0; row < source.Length; row += inner)
        {
            var at = (reverse ? source.Length - inner - row : row) + column;
            for (var i = 0; i < sums.Length; i++)
            {
                if (exclusive)
                    result[at + i] = Sum(sums[i], lost[i]);
                var (x, before) = (source[at + i], sums[i]);
                var sum = before + x;
                var part = sum - before;
                sums[i] = sum;
                lost[i] += before - (sum - part) + (x - part);
                if (!exclusive)
                    result[at + i] = Sum(sum, lost[i]);
            }
        }
    }

    // Beside an infinity or NaN nothing is carried that could be added.
    private static T Sum<T>(T sum, T lost)
        where T : struct, IFloatingPointIeee754<T> => T.IsFinite(sum) ? sum + lost : sum;
}
