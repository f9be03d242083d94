using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// What normalisation does with the numbers of a row about a mean that is known, a vector at a time. With x̂ = (x − pivot − rest)·inverse, y = x̂·γ + β, and on
/// the way back x̄ = inverse·(ḡ − mean(ḡ) − x̂·mean(ḡ·x̂)) where ḡ = ȳ·γ. Of a mean that is always 0, the mean of ḡ is none.
/// </summary>
internal static class NormalizedRow<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>y = x̂·γ + β; without shift, or without both, where these are empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(ref T x, ref T y, int length, in Statistic<T> about, ref T scale, ref T shift, bool scales, bool shifts)
    {
        var i = 0;
        if (Vector<T>.IsSupported && length >= Vector<T>.Count)
        {
            Vector<T> pivot = new(about.Pivot), rest = new(about.Rest), inverse = new(about.Inverse);
            for (; i <= length - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
            {
                nuint i0 = (nuint)i, i1 = (nuint)(i + Vector<T>.Count), i2 = (nuint)(i + 2 * Vector<T>.Count), i3 = (nuint)(i + 3 * Vector<T>.Count);
                var (a, b) = ((Vector.LoadUnsafe(ref x, i0) - pivot - rest) * inverse, (Vector.LoadUnsafe(ref x, i1) - pivot - rest) * inverse);
                var (c, d) = ((Vector.LoadUnsafe(ref x, i2) - pivot - rest) * inverse, (Vector.LoadUnsafe(ref x, i3) - pivot - rest) * inverse);
                if (scales)
                {
                    a *= Vector.LoadUnsafe(ref scale, i0);
                    b *= Vector.LoadUnsafe(ref scale, i1);
                    c *= Vector.LoadUnsafe(ref scale, i2);
                    d *= Vector.LoadUnsafe(ref scale, i3);
                }
                if (shifts)
                {
                    a += Vector.LoadUnsafe(ref shift, i0);
                    b += Vector.LoadUnsafe(ref shift, i1);
                    c += Vector.LoadUnsafe(ref shift, i2);
                    d += Vector.LoadUnsafe(ref shift, i3);
                }
                a.StoreUnsafe(ref y, i0);
                b.StoreUnsafe(ref y, i1);
                c.StoreUnsafe(ref y, i2);
                d.StoreUnsafe(ref y, i3);
            }
            while (i < length)
            {
                i = Math.Min(i, length - Vector<T>.Count);      // the last vector may lie over the one before: the numbers are the same
                var normal = (Vector.LoadUnsafe(ref x, (nuint)i) - pivot - rest) * inverse;
                if (scales)
                    normal *= Vector.LoadUnsafe(ref scale, (nuint)i);
                if (shifts)
                    normal += Vector.LoadUnsafe(ref shift, (nuint)i);
                normal.StoreUnsafe(ref y, (nuint)i);
                i += Vector<T>.Count;
            }
        }
        for (; i < length; i++)
        {
            var normal = (Unsafe.Add(ref x, i) - about.Pivot - about.Rest) * about.Inverse;
            normal = scales ? normal * Unsafe.Add(ref scale, i) : normal;
            Unsafe.Add(ref y, i) = shifts ? normal + Unsafe.Add(ref shift, i) : normal;
        }
    }

    /// <summary>Σ ḡ and Σ ḡ·x̂ over the row; ȳ·x̂ and ȳ are added to the sums of scales and shifts, where these are wanted.</summary>
    public static (T Sum, T Product) Sums(ref T dy, ref T x, int length, in Statistic<T> about, ref T scale, ref T dscale, ref T dshift, bool scales, bool adds)
    {
        if (Vector<T>.IsSupported && length >= Vector<T>.Count)
        {
            SumsOfVectors(ref dy, ref x, length, about, ref scale, ref dscale, ref dshift, scales, adds, out var sums, out var products);
            return (Vector.Sum(sums), Vector.Sum(products));
        }
        var (sum, product) = (T.Zero, T.Zero);
        for (var i = 0; i < length; i++)
        {
            var d = Unsafe.Add(ref dy, i);
            var normal = (Unsafe.Add(ref x, i) - about.Pivot - about.Rest) * about.Inverse;
            if (adds)
            {
                Unsafe.Add(ref dscale, i) += d * normal;
                Unsafe.Add(ref dshift, i) += d;
            }
            if (scales)
                d *= Unsafe.Add(ref scale, i);
            sum += d;
            product += d * normal;
        }
        return (sum, product);
    }

    /// <summary>x̄ of the row, from the means of ḡ and ḡ·x̂ over it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Back(ref T dy, ref T x, ref T dx, int length, in Statistic<T> about, ref T scale, bool scales, T mean, T meanProduct)
    {
        var i = 0;
        if (Vector<T>.IsSupported && length >= Vector<T>.Count)
        {
            Vector<T> pivot = new(about.Pivot), rest = new(about.Rest), inverse = new(about.Inverse), sum = new(mean), product = new(meanProduct);
            while (i < length)
            {
                i = Math.Min(i, length - Vector<T>.Count);
                var normal = (Vector.LoadUnsafe(ref x, (nuint)i) - pivot - rest) * inverse;
                var d = Vector.LoadUnsafe(ref dy, (nuint)i);
                if (scales)
                    d *= Vector.LoadUnsafe(ref scale, (nuint)i);
                ((d - sum - normal * product) * inverse).StoreUnsafe(ref dx, (nuint)i);
                i += Vector<T>.Count;
            }
        }
        for (; i < length; i++)
        {
            var normal = (Unsafe.Add(ref x, i) - about.Pivot - about.Rest) * about.Inverse;
            var d = scales ? Unsafe.Add(ref dy, i) * Unsafe.Add(ref scale, i) : Unsafe.Add(ref dy, i);
            Unsafe.Add(ref dx, i) = (d - mean - normal * meanProduct) * about.Inverse;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumsOfVectors(
        ref T dy, ref T x, int length, in Statistic<T> about, ref T scale, ref T dscale, ref T dshift, bool scales, bool adds,
        out Vector<T> sums, out Vector<T> products)
    {
        if (Moments<T>.IsLong(length))
        {
            var half = Moments<T>.Half(length);
            SumsOfVectors(ref dy, ref x, half, about, ref scale, ref dscale, ref dshift, scales, adds, out sums, out products);
            SumsOfVectors(
                ref Unsafe.Add(ref dy, half), ref Unsafe.Add(ref x, half), length - half, about, ref Unsafe.Add(ref scale, scales ? half : 0),
                ref Unsafe.Add(ref dscale, adds ? half : 0), ref Unsafe.Add(ref dshift, adds ? half : 0), scales, adds, out var moreSums, out var moreProducts);
            sums += moreSums;
            products += moreProducts;
            return;
        }
        Vector<T> pivot = new(about.Pivot), rest = new(about.Rest), inverse = new(about.Inverse), sum = Vector<T>.Zero, product = Vector<T>.Zero;
        var i = 0;
        for (; i <= length - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
        {
            nuint i0 = (nuint)i, i1 = (nuint)(i + Vector<T>.Count), i2 = (nuint)(i + 2 * Vector<T>.Count), i3 = (nuint)(i + 3 * Vector<T>.Count);
            var (a, b) = ((Vector.LoadUnsafe(ref x, i0) - pivot - rest) * inverse, (Vector.LoadUnsafe(ref x, i1) - pivot - rest) * inverse);
            var (c, d) = ((Vector.LoadUnsafe(ref x, i2) - pivot - rest) * inverse, (Vector.LoadUnsafe(ref x, i3) - pivot - rest) * inverse);
            var (da, db, dc, dd) = (Vector.LoadUnsafe(ref dy, i0), Vector.LoadUnsafe(ref dy, i1), Vector.LoadUnsafe(ref dy, i2), Vector.LoadUnsafe(ref dy, i3));
            if (adds)
            {
                AddTo(ref dscale, i0, da * a);
                AddTo(ref dscale, i1, db * b);
                AddTo(ref dscale, i2, dc * c);
                AddTo(ref dscale, i3, dd * d);
                AddTo(ref dshift, i0, da);
                AddTo(ref dshift, i1, db);
                AddTo(ref dshift, i2, dc);
                AddTo(ref dshift, i3, dd);
            }
            if (scales)
            {
                da *= Vector.LoadUnsafe(ref scale, i0);
                db *= Vector.LoadUnsafe(ref scale, i1);
                dc *= Vector.LoadUnsafe(ref scale, i2);
                dd *= Vector.LoadUnsafe(ref scale, i3);
            }
            sum += da + db + (dc + dd);
            product += Lanes.MultiplyAdd(a, da, b * db) + Lanes.MultiplyAdd(c, dc, d * dd);
        }
        for (; i < length; i += Vector<T>.Count)
        {
            var left = length - i;
            if (left < Vector<T>.Count)
                i = length - Vector<T>.Count;
            var normal = (Vector.LoadUnsafe(ref x, (nuint)i) - pivot - rest) * inverse;
            var d = Vector.LoadUnsafe(ref dy, (nuint)i);
            if (left < Vector<T>.Count)
                (d, normal) = (Moments<T>.Last(d, left), Moments<T>.Last(normal, left));
            if (adds)
            {
                AddTo(ref dscale, (nuint)i, d * normal);
                AddTo(ref dshift, (nuint)i, d);
            }
            if (scales)
            {
                d *= Vector.LoadUnsafe(ref scale, (nuint)i);
                if (left < Vector<T>.Count)
                    d = Moments<T>.Last(d, left);
            }
            sum += d;
            product = Lanes.MultiplyAdd(d, normal, product);
        }
        (sums, products) = (sum, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref T sums, nuint at, Vector<T> x) => (Vector.LoadUnsafe(ref sums, at) + x).StoreUnsafe(ref sums, at);
}
