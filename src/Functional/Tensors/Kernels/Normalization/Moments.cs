using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// Sums over the numbers of a row: of their distances from a pivot, and of the squares of these. Eight vectors by pairs, eight times eight of them one after the other, and such blocks by pairs; a row that is shorter
/// than a vector, number by number. The order is a matter of the length alone.
/// </summary>
internal static class Moments<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Block = 64;       // vectors

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
        var pivot = x + Away(ref x, length, x) / count;
        var (sum, squares) = Of(ref x, length, pivot);
        var rest = sum / count;
        return (pivot, rest, squares / count - rest * rest);
    }

    /// <summary>Σ (x − pivot).</summary>
    private static T Away(ref T x, int length, T pivot) =>
        Vector<T>.IsSupported && length >= Vector<T>.Count ? Vector.Sum(AwayVectors(ref x, length, new(pivot))) : Of(ref x, length, pivot).Sum;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector<T> AwayVectors(ref T x, int length, Vector<T> pivot)
    {
        if (IsLong(length))
        {
            var half = Half(length);
            return AwayVectors(ref x, half, pivot) + AwayVectors(ref Unsafe.Add(ref x, half), length - half, pivot);
        }
        var sum = Vector<T>.Zero;
        var i = 0;
        for (; i <= length - 8 * Vector<T>.Count; i += 8 * Vector<T>.Count)
        {
            ref var at = ref Unsafe.Add(ref x, i);
            sum += At(ref at, 0, pivot) + At(ref at, 1, pivot) + (At(ref at, 2, pivot) + At(ref at, 3, pivot))
                + (At(ref at, 4, pivot) + At(ref at, 5, pivot) + (At(ref at, 6, pivot) + At(ref at, 7, pivot)));
        }
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            sum += At(ref Unsafe.Add(ref x, i), 0, pivot);
        return i < length ? sum + Last(At(ref Unsafe.Add(ref x, length - Vector<T>.Count), 0, pivot), length - i) : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OfVectors(ref T x, int length, Vector<T> pivot, out Vector<T> sums, out Vector<T> squares)
    {
        if (IsLong(length))
        {
            var half = Half(length);
            OfVectors(ref x, half, pivot, out sums, out squares);
            OfVectors(ref Unsafe.Add(ref x, half), length - half, pivot, out var moreSums, out var moreSquares);
            sums += moreSums;
            squares += moreSquares;
            return;
        }
        Vector<T> sum = Vector<T>.Zero, square = Vector<T>.Zero;
        var i = 0;
        for (; i <= length - 8 * Vector<T>.Count; i += 8 * Vector<T>.Count)
        {
            ref var at = ref Unsafe.Add(ref x, i);
            var (a, b, c, d) = (At(ref at, 0, pivot), At(ref at, 1, pivot), At(ref at, 2, pivot), At(ref at, 3, pivot));
            var (e, f, g, h) = (At(ref at, 4, pivot), At(ref at, 5, pivot), At(ref at, 6, pivot), At(ref at, 7, pivot));
            sum += a + b + (c + d) + (e + f + (g + h));
            square += Lanes.MultiplyAdd(a, a, b * b) + Lanes.MultiplyAdd(c, c, d * d) + (Lanes.MultiplyAdd(e, e, f * f) + Lanes.MultiplyAdd(g, g, h * h));
        }
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var a = At(ref Unsafe.Add(ref x, i), 0, pivot);
            sum += a;
            square = Lanes.MultiplyAdd(a, a, square);
        }
        if (i < length)
        {
            var a = Last(At(ref Unsafe.Add(ref x, length - Vector<T>.Count), 0, pivot), length - i);
            sum += a;
            square = Lanes.MultiplyAdd(a, a, square);
        }
        (sums, squares) = (sum, square);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> At(ref T x, int vector, Vector<T> pivot) => Vector.LoadUnsafe(ref x, (nuint)(vector * Vector<T>.Count)) - pivot;

    /// <summary>About half of a row: whole blocks, so that what is left has at least a vector before it.</summary>
    public static int Half(int length) => (length / 2 + Block * Vector<T>.Count - 1) / (Block * Vector<T>.Count) * (Block * Vector<T>.Count);

    /// <summary>Whether a row is too long for one block.</summary>
    public static bool IsLong(int length) => length > Block * Vector<T>.Count;

    /// <summary>A vector with zeros in place of all but its last elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Last(Vector<T> x, int count) => Vector.AndNot(x, Masks.First<T, Vector<T>>(Vector<T>.Count - count));
}
