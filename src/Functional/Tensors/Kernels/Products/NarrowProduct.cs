using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>
/// C = A·B where a row of C is part of a vector: each row is stored as a whole vector, and what that writes beyond the row's end the next row writes
/// over. So there are no masks, which cost more than the product of so few numbers.
/// </summary>
internal static unsafe class NarrowProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LongestInner = 8;
    private const int FewRows = 8;

    /// <summary>Whether rows of A and B lie along memory, and those of C one after the other, few enough numbers in each.</summary>
    public static bool Fits(in Matrix<T> a, in Matrix<T> b, nint resultStep) =>
        b.Columns > 1 && b.Columns <= Vector256<T>.Count && b.Columns == resultStep && b.ColumnStep == 1
        && a.Columns <= LongestInner && a.ColumnStep == 1 && a.Rows >= FewRows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix<T> a, in Matrix<T> b, T* c, T* bias)
    {
        var (inner, columns) = (a.Columns, b.Columns);
        var rows = stackalloc Vector256<T>[LongestInner + 1];
        for (var p = 0; p < inner; p++)
            rows[p] = Part(b.Memory + p * b.RowStep, columns);
        rows[inner] = bias == null ? default : Part(bias, columns);

        // Where a whole vector still lies within C.
        var whole = a.Rows - (Vector256<T>.Count - 1) / columns;
        var row = 0;
        T* x0 = a.Memory;
        for (; row <= whole - 4; row += 4)
        {
            Vector256<T> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            T* x1 = x0 + a.RowStep, x2 = x1 + a.RowStep, x3 = x2 + a.RowStep;
            for (var p = 0; p < inner; p++)
            {
                var y = rows[p];
                sum0 = Lanes256<T>.MultiplyAdd(Vector256.Create(x0[p]), y, sum0);
                sum1 = Lanes256<T>.MultiplyAdd(Vector256.Create(x1[p]), y, sum1);
                sum2 = Lanes256<T>.MultiplyAdd(Vector256.Create(x2[p]), y, sum2);
                sum3 = Lanes256<T>.MultiplyAdd(Vector256.Create(x3[p]), y, sum3);
            }
            if (bias != null)
            {
                sum0 += rows[inner];
                sum1 += rows[inner];
                sum2 += rows[inner];
                sum3 += rows[inner];
            }
            sum0.Store(c);
            sum1.Store(c + columns);
            sum2.Store(c + 2 * columns);
            sum3.Store(c + 3 * columns);
            c += 4 * columns;
            x0 = x3 + a.RowStep;
        }
        for (; row < a.Rows; row++, x0 += a.RowStep, c += columns)
        {
            Vector256<T> sum = default;
            for (var p = 0; p < inner; p++)
                sum = Lanes256<T>.MultiplyAdd(Vector256.Create(x0[p]), rows[p], sum);
            if (bias != null)
                sum += rows[inner];
            for (var j = 0; j < columns; j++)
                c[j] = ((T*)&sum)[j];
        }
    }

    /// <summary>The first elements of a vector, and zeros.</summary>
    private static Vector256<T> Part(T* from, int count)
    {
        Vector256<T> part = default;
        for (var j = 0; j < count; j++)
            ((T*)&part)[j] = from[j];
        return part;
    }
}
