using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// What normalisation does with a block of rows where each column has numbers of its own: pivot, what is left of the mean, and 1/√(variance + ε), then scale and
/// shift. Sums run down the columns, two vectors of them at a time.
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
                var pivot = Vector.LoadUnsafe(ref pivots, (nuint)j);
                Vector<T> sum = Vector<T>.Zero, square = Vector<T>.Zero;
                ref var at = ref Unsafe.Add(ref x, j);
                for (var row = 0; row < rows; row++)
                {
                    var away = Vector.LoadUnsafe(ref at) - pivot;
                    sum += away;
                    square = Lanes.MultiplyAdd(away, away, square);
                    at = ref Unsafe.Add(ref at, columns);
                }
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

    /// <summary>Of each column Σ ȳ and Σ ȳ·x̂.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sums(ref T dy, ref T x, int rows, in ColumnNumbers<T> of, ref T sums, ref T products)
    {
        var (j, columns) = (0, of.Columns);
        if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
            while (j < columns)
            {
                j = Math.Min(j, columns - Vector<T>.Count);
                Vector<T> pivot = of.Vector(0, j), rest = of.Vector(1, j), inverse = of.Vector(2, j);
                Vector<T> sum = Vector<T>.Zero, product = Vector<T>.Zero;
                var at = j;
                for (var row = 0; row < rows; row++)
                {
                    var d = Vector.LoadUnsafe(ref dy, (nuint)at);
                    sum += d;
                    product = Lanes.MultiplyAdd(d, (Vector.LoadUnsafe(ref x, (nuint)at) - pivot - rest) * inverse, product);
                    at += columns;
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
        for (var row = 0; row < rows; row++)
        {
            ref T from = ref Unsafe.Add(ref x, row * columns), to = ref Unsafe.Add(ref y, row * columns);
            var j = 0;
            if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
                while (j < columns)
                {
                    j = Math.Min(j, columns - Vector<T>.Count);
                    var normal = (Vector.LoadUnsafe(ref from, (nuint)j) - of.Vector(0, j) - of.Vector(1, j)) * of.Vector(2, j);
                    if (scales)
                        normal *= of.Vector(3, j);
                    if (shifts)
                        normal += of.Vector(4, j);
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
        for (var row = 0; row < rows; row++)
        {
            ref T d = ref Unsafe.Add(ref dy, row * columns), from = ref Unsafe.Add(ref x, row * columns), to = ref Unsafe.Add(ref dx, row * columns);
            var j = 0;
            if (Vector<T>.IsSupported && columns >= Vector<T>.Count)
                while (j < columns)
                {
                    j = Math.Min(j, columns - Vector<T>.Count);
                    var inverse = of.Vector(2, j);
                    var normal = (Vector.LoadUnsafe(ref from, (nuint)j) - of.Vector(0, j) - of.Vector(1, j)) * inverse;
                    var scaled = Vector.LoadUnsafe(ref d, (nuint)j);
                    if (scales)
                        scaled *= of.Vector(3, j);
                    ((scaled - of.Vector(4, j) - normal * of.Vector(5, j)) * inverse).StoreUnsafe(ref to, (nuint)j);
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
