using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// What normalisation does with a block of rows where each column has numbers of its own: pivot, what is left of the mean, and 1/√(variance + ε), then scale and
/// shift. Sums run down the columns, some rows by pairs.
/// </summary>
internal static class ColumnBlock<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Of each column Σ (x − pivot) and Σ (x − pivot)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Moments(ref T x, int rows, int columns, ref T pivots, ref T sums, ref T squares)
    {
        var j = 0;
        if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
            while (j < columns)
            {
                j = Math.Min(j, columns - Vector<T>.Count);         // the last vector may lie over the one before: the sums are the same
                VectorOfMoments(ref Unsafe.Add(ref x, j), rows, columns, Vector.LoadUnsafe(ref pivots, (nuint)j), out var sum, out var square);
                sum.StoreUnsafe(ref sums, (nuint)j);
                square.StoreUnsafe(ref squares, (nuint)j);
                j += Vector<T>.Count;
            }
        for (; j < columns; j++)
        {
            var (sum, square, pivot) = (T.Zero, T.Zero, Unsafe.Add(ref pivots, j));
            for (var row = 0; row < rows; row++)
            {
                var away = Unsafe.Add(ref x, row * columns + j) - pivot;
                sum += away;
                square += away * away;
            }
            Unsafe.Add(ref sums, j) = sum;
            Unsafe.Add(ref squares, j) = square;
        }
    }

    /// <summary>The same of a vector of columns: eight rows by pairs, and eight after eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void VectorOfMoments(ref T x, int rows, nint step, Vector<T> pivot, out Vector<T> sums, out Vector<T> squares)
    {
        Vector<T> sum = Vector<T>.Zero, square = Vector<T>.Zero;
        ref var at = ref x;
        var row = 0;
        for (; row <= rows - 8; row += 8)
        {
            ref T r1 = ref Unsafe.Add(ref at, step), r2 = ref Unsafe.Add(ref r1, step), r3 = ref Unsafe.Add(ref r2, step), r4 = ref Unsafe.Add(ref r3, step),
                r5 = ref Unsafe.Add(ref r4, step), r6 = ref Unsafe.Add(ref r5, step), r7 = ref Unsafe.Add(ref r6, step);
            var (a, b, c, d) = (Vector.LoadUnsafe(ref at) - pivot, Vector.LoadUnsafe(ref r1) - pivot, Vector.LoadUnsafe(ref r2) - pivot, Vector.LoadUnsafe(ref r3) - pivot);
            var (e, f, g, h) = (Vector.LoadUnsafe(ref r4) - pivot, Vector.LoadUnsafe(ref r5) - pivot, Vector.LoadUnsafe(ref r6) - pivot, Vector.LoadUnsafe(ref r7) - pivot);
            sum += a + b + (c + d) + (e + f + (g + h));
            square += Lanes.MultiplyAdd(a, a, b * b) + Lanes.MultiplyAdd(c, c, d * d) + (Lanes.MultiplyAdd(e, e, f * f) + Lanes.MultiplyAdd(g, g, h * h));
            at = ref Unsafe.Add(ref r7, step);
        }
        for (; row < rows; row++)
        {
            var away = Vector.LoadUnsafe(ref at) - pivot;
            sum += away;
            square = Lanes.MultiplyAdd(away, away, square);
            at = ref Unsafe.Add(ref at, step);
        }
        (sums, squares) = (sum, square);
    }

    /// <summary>Of each column Σ ȳ and Σ ȳ·x̂.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sums(ref T dy, ref T x, int rows, in ColumnNumbers<T> of, ref T sums, ref T products)
    {
        var (j, columns) = (0, of.Columns);
        if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
            while (j < columns)
            {
                j = Math.Min(j, columns - Vector<T>.Count);
                Vector<T> pivot = of.Vector(0, j), rest = of.Vector(1, j), inverse = of.Vector(2, j), sum = Vector<T>.Zero, product = Vector<T>.Zero;
                var (row, at) = (0, j);
                for (; row <= rows - 4; row += 4)
                {
                    nuint i0 = (nuint)at, i1 = (nuint)(at + columns), i2 = (nuint)(at + 2 * columns), i3 = (nuint)(at + 3 * columns);
                    var (a, b) = ((Vector.LoadUnsafe(ref x, i0) - pivot - rest) * inverse, (Vector.LoadUnsafe(ref x, i1) - pivot - rest) * inverse);
                    var (c, d) = ((Vector.LoadUnsafe(ref x, i2) - pivot - rest) * inverse, (Vector.LoadUnsafe(ref x, i3) - pivot - rest) * inverse);
                    var (da, db, dc, dd) = (Vector.LoadUnsafe(ref dy, i0), Vector.LoadUnsafe(ref dy, i1), Vector.LoadUnsafe(ref dy, i2), Vector.LoadUnsafe(ref dy, i3));
                    sum += da + db + (dc + dd);
                    product += Lanes.MultiplyAdd(a, da, b * db) + Lanes.MultiplyAdd(c, dc, d * dd);
                    at += 4 * columns;
                }
                for (; row < rows; row++, at += columns)
                {
                    var d = Vector.LoadUnsafe(ref dy, (nuint)at);
                    sum += d;
                    product = Lanes.MultiplyAdd(d, (Vector.LoadUnsafe(ref x, (nuint)at) - pivot - rest) * inverse, product);
                }
                sum.StoreUnsafe(ref sums, (nuint)j);
                product.StoreUnsafe(ref products, (nuint)j);
                j += Vector<T>.Count;
            }
        for (; j < columns; j++)
        {
            var (sum, product) = (T.Zero, T.Zero);
            for (int row = 0, at = j; row < rows; row++, at += columns)
            {
                sum += Unsafe.Add(ref dy, at);
                product += Unsafe.Add(ref dy, at) * ((Unsafe.Add(ref x, at) - of[0, j] - of[1, j]) * of[2, j]);
            }
            Unsafe.Add(ref sums, j) = sum;
            Unsafe.Add(ref products, j) = product;
        }
    }

    /// <summary>y = x̂·γ + β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(ref T x, ref T y, int rows, in ColumnNumbers<T> of, bool scales, bool shifts)
    {
        var columns = of.Columns;
        ref T pivots = ref of.First(0), rests = ref of.First(1), inverses = ref of.First(2), scale = ref of.First(3), shift = ref of.First(4);
        for (var row = 0; row < rows; row++)
        {
            ref T from = ref Unsafe.Add(ref x, row * columns), to = ref Unsafe.Add(ref y, row * columns);
            var j = 0;
            if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
                while (j < columns)
                {
                    j = Math.Min(j, columns - Vector<T>.Count);
                    var normal = Vector.LoadUnsafe(ref from, (nuint)j) - Vector.LoadUnsafe(ref pivots, (nuint)j) - Vector.LoadUnsafe(ref rests, (nuint)j);
                    normal *= Vector.LoadUnsafe(ref inverses, (nuint)j);
                    if (scales)
                        normal *= Vector.LoadUnsafe(ref scale, (nuint)j);
                    if (shifts)
                        normal += Vector.LoadUnsafe(ref shift, (nuint)j);
                    normal.StoreUnsafe(ref to, (nuint)j);
                    j += Vector<T>.Count;
                }
            for (; j < columns; j++)
            {
                var normal = (Unsafe.Add(ref from, j) - of[0, j] - of[1, j]) * of[2, j];
                normal = scales ? normal * of[3, j] : normal;
                Unsafe.Add(ref to, j) = shifts ? normal + of[4, j] : normal;
            }
        }
    }

    /// <summary>x̄ = (ȳ·γ − mean − x̂·mean of the product)/√(variance + ε), where the means stand in place of the shift and after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Back(ref T dy, ref T x, ref T dx, int rows, in ColumnNumbers<T> of, bool scales)
    {
        var columns = of.Columns;
        ref T pivots = ref of.First(0), rests = ref of.First(1), inverses = ref of.First(2);
        ref T scale = ref of.First(3), means = ref of.First(4), meanProducts = ref of.First(5);
        for (var row = 0; row < rows; row++)
        {
            ref T d = ref Unsafe.Add(ref dy, row * columns), from = ref Unsafe.Add(ref x, row * columns), to = ref Unsafe.Add(ref dx, row * columns);
            var j = 0;
            if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
                while (j < columns)
                {
                    j = Math.Min(j, columns - Vector<T>.Count);
                    var inverse = Vector.LoadUnsafe(ref inverses, (nuint)j);
                    var normal = Vector.LoadUnsafe(ref from, (nuint)j) - Vector.LoadUnsafe(ref pivots, (nuint)j) - Vector.LoadUnsafe(ref rests, (nuint)j);
                    normal *= inverse;
                    var scaled = Vector.LoadUnsafe(ref d, (nuint)j);
                    if (scales)
                        scaled *= Vector.LoadUnsafe(ref scale, (nuint)j);
                    normal *= Vector.LoadUnsafe(ref meanProducts, (nuint)j);
                    ((scaled - Vector.LoadUnsafe(ref means, (nuint)j) - normal) * inverse).StoreUnsafe(ref to, (nuint)j);
                    j += Vector<T>.Count;
                }
            for (; j < columns; j++)
            {
                var normal = (Unsafe.Add(ref from, j) - of[0, j] - of[1, j]) * of[2, j];
                var scaled = scales ? Unsafe.Add(ref d, j) * of[3, j] : Unsafe.Add(ref d, j);
                Unsafe.Add(ref to, j) = (scaled - of[4, j] - normal * of[5, j]) * of[2, j];
            }
        }
    }
}
