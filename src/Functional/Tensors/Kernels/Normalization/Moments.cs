using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// Sums over the numbers of a row: of their distances from a pivot, and of the squares of these. Vectors by the block, blocks by pairs; a row that is shorter
/// than a vector, number by number. The order is a matter of the length alone.
/// </summary>
internal static class Moments<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Block = 64;       // vectors that are added one after the other, in two chains

    /// <summary>Σ (x − pivot) and Σ (x − pivot)².</summary>
    public static (T Sum, T Squares) Of(ref T x, int length, T pivot)
    {
        if (Vector<T>.IsSupported && length >= Vector<T>.Count)
        {
            OfVectors(ref x, length, new(pivot), out var sums, out var squares);
            return (Vector.Sum(sums), Vector.Sum(squares));
        }
        var (sum, square) = (T.Zero, T.Zero);
        for (var i = 0; i < length; i++)
        {
            var away = Unsafe.Add(ref x, i) - pivot;
            sum += away;
            square += away * away;
        }
        return (sum, square);
    }

    /// <summary>
    /// The mean in two parts, and the variance about it. The first number is a first pivot, so that of equal numbers the mean is exact; the mean found so is
    /// the second pivot, so that neither what is left of the mean nor the variance loses a small spread at a large offset, or beside a first number far away.
    /// </summary>
    public static (T Pivot, T Remainder, T Variance) About(ref T x, int length)
    {
        var count = T.CreateChecked(length);
        var pivot = x + Of(ref x, length, x).Sum / count;
        var (sum, squares) = Of(ref x, length, pivot);
        var rest = sum / count;
        return (pivot, rest, squares / count - rest * rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OfVectors(ref T x, int length, Vector<T> pivot, out Vector<T> sums, out Vector<T> squares)
    {
        if (length > Block * Vector<T>.Count)
        {
            var half = Half(length);
            OfVectors(ref x, half, pivot, out sums, out squares);
            OfVectors(ref Unsafe.Add(ref x, half), length - half, pivot, out var moreSums, out var moreSquares);
            sums += moreSums;
            squares += moreSquares;
            return;
        }
        Vector<T> s0 = Vector<T>.Zero, s1 = Vector<T>.Zero, q0 = Vector<T>.Zero, q1 = Vector<T>.Zero;
        var i = 0;
        for (; i <= length - 2 * Vector<T>.Count; i += 2 * Vector<T>.Count)
        {
            var a = Vector.LoadUnsafe(ref x, (nuint)i) - pivot;
            var b = Vector.LoadUnsafe(ref x, (nuint)(i + Vector<T>.Count)) - pivot;
            s0 += a;
            s1 += b;
            q0 = Lanes.MultiplyAdd(a, a, q0);
            q1 = Lanes.MultiplyAdd(b, b, q1);
        }
        if (i <= length - Vector<T>.Count)
        {
            var a = Vector.LoadUnsafe(ref x, (nuint)i) - pivot;
            s0 += a;
            q0 = Lanes.MultiplyAdd(a, a, q0);
            i += Vector<T>.Count;
        }
        if (i < length)
        {
            var a = Last(Vector.LoadUnsafe(ref Unsafe.Add(ref x, length - Vector<T>.Count)) - pivot, length - i);
            s1 += a;
            q1 = Lanes.MultiplyAdd(a, a, q1);
        }
        sums = s0 + s1;
        squares = q0 + q1;
    }

    /// <summary>About half of a row: whole blocks, so that what is left has at least a vector before it.</summary>
    public static int Half(int length) => (length / 2 + Block * Vector<T>.Count - 1) / (Block * Vector<T>.Count) * (Block * Vector<T>.Count);

    /// <summary>Whether a row is too long for one block.</summary>
    public static bool IsLong(int length) => length > Block * Vector<T>.Count;

    /// <summary>A vector with zeros in place of all but its last elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Last(Vector<T> x, int count) => Vector.AndNot(x, Masks.First<T, Vector<T>>(Vector<T>.Count - count));
}
