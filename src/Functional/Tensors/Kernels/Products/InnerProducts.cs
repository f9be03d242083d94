using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>Where inner products go: element (i, j) to <c>i·RowStep + j·ColumnStep</c>, with an element of the bias (if any) added to it.</summary>
internal readonly unsafe struct InnerProductTarget<T>(T* memory, nint rowStep, nint columnStep, T* bias, nint biasRowStep, nint biasColumnStep)
    where T : unmanaged, INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int row, int column, T value) => memory[row * rowStep + column * columnStep] =
        bias == null ? value : value + bias[row * biasRowStep + column * biasColumnStep];
}

/// <summary>
/// C = X·Yᵀ where rows of X and Y lie along memory and X has few: inner products, up to four by four, each a vector of partial sums (one
/// for every place in a vector) that are added at the end. For shapes with too little reuse to pay for transposing an operand.
/// </summary>
internal static unsafe class InnerProducts<T, V, L>
    where T : unmanaged, INumberBase<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    public static void Run(Matrix<T> x, Matrix<T> y, InnerProductTarget<T> target)
    {
        for (var row = 0; row < x.Rows; row += 4)
        {
            var column = 0;
            if (x.Rows == 1)
                for (; column <= y.Rows - 8; column += 8)
                    OneWithEight(x, y, column, target);
            for (; column <= y.Rows - 4; column += 4)
                Group<Rows4>(x, y, row, column, target);
            for (; column < y.Rows; column++)
                Group<Rows1>(x, y, row, column, target);
        }
    }

    /// <summary>One row with eight: as many streams of memory as keep it busy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneWithEight(in Matrix<T> x, in Matrix<T> y, int column, in InnerProductTarget<T> target)
    {
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        var (step, inner) = (y.RowStep, x.Columns);
        T* a = x.Memory, b = y.Memory + column * step, b4 = b + 4 * step;
        var p = 0;
        for (; p <= inner - L.Count; p += L.Count)
        {
            var factor = L.Load(a + p);
            s0 = L.MultiplyAdd(factor, L.Load(b + p), s0);
            s1 = L.MultiplyAdd(factor, L.Load(b + step + p), s1);
            s2 = L.MultiplyAdd(factor, L.Load(b + 2 * step + p), s2);
            s3 = L.MultiplyAdd(factor, L.Load(b + 3 * step + p), s3);
            s4 = L.MultiplyAdd(factor, L.Load(b4 + p), s4);
            s5 = L.MultiplyAdd(factor, L.Load(b4 + step + p), s5);
            s6 = L.MultiplyAdd(factor, L.Load(b4 + 2 * step + p), s6);
            s7 = L.MultiplyAdd(factor, L.Load(b4 + 3 * step + p), s7);
        }
        if (p < inner)
        {
            var mask = L.MaskOf(inner - p);
            var factor = L.Load(a + p, mask);
            s0 = L.MultiplyAdd(factor, L.Load(b + p, mask), s0);
            s1 = L.MultiplyAdd(factor, L.Load(b + step + p, mask), s1);
            s2 = L.MultiplyAdd(factor, L.Load(b + 2 * step + p, mask), s2);
            s3 = L.MultiplyAdd(factor, L.Load(b + 3 * step + p, mask), s3);
            s4 = L.MultiplyAdd(factor, L.Load(b4 + p, mask), s4);
            s5 = L.MultiplyAdd(factor, L.Load(b4 + step + p, mask), s5);
            s6 = L.MultiplyAdd(factor, L.Load(b4 + 2 * step + p, mask), s6);
            s7 = L.MultiplyAdd(factor, L.Load(b4 + 3 * step + p, mask), s7);
        }
        Put<Rows4>(s0, s1, s2, s3, 0, column, target);
        Put<Rows4>(s4, s5, s6, s7, 0, column + 4, target);
    }

    private static void Group<S>(Matrix<T> x, Matrix<T> y, int row, int column, InnerProductTarget<T> target)
        where S : struct, IRows
    {
        switch (x.Rows - row)
        {
            case 1: Group<Rows1, S>(x, y, row, column, target); break;
            case 2: Group<Rows2, S>(x, y, row, column, target); break;
            case 3: Group<Rows3, S>(x, y, row, column, target); break;
            default: Group<Rows4, S>(x, y, row, column, target); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Group<R, S>(in Matrix<T> x, in Matrix<T> y, int row, int column, in InnerProductTarget<T> target)
        where R : struct, IRows
        where S : struct, IRows
    {
        V s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        V s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        var (xStep, yStep, inner) = (x.RowStep, y.RowStep, x.Columns);
        T* a = x.Memory + row * xStep, b = y.Memory + column * yStep;
        var p = 0;
        for (; p <= inner - L.Count; p += L.Count, a += L.Count, b += L.Count)
        {
            V y0 = L.Load(b), y1 = default, y2 = default, y3 = default;
            if (S.Count > 1)
            {
                y1 = L.Load(b + yStep);
                y2 = L.Load(b + 2 * yStep);
                y3 = L.Load(b + 3 * yStep);
            }
            MultiplyAdd<S>(L.Load(a), y0, y1, y2, y3, ref s00, ref s01, ref s02, ref s03);
            if (R.Count > 1)
                MultiplyAdd<S>(L.Load(a + xStep), y0, y1, y2, y3, ref s10, ref s11, ref s12, ref s13);
            if (R.Count > 2)
                MultiplyAdd<S>(L.Load(a + 2 * xStep), y0, y1, y2, y3, ref s20, ref s21, ref s22, ref s23);
            if (R.Count > 3)
                MultiplyAdd<S>(L.Load(a + 3 * xStep), y0, y1, y2, y3, ref s30, ref s31, ref s32, ref s33);
        }
        if (p < inner)
        {
            var mask = L.MaskOf(inner - p);
            V y0 = L.Load(b, mask), y1 = default, y2 = default, y3 = default;
            if (S.Count > 1)
            {
                y1 = L.Load(b + yStep, mask);
                y2 = L.Load(b + 2 * yStep, mask);
                y3 = L.Load(b + 3 * yStep, mask);
            }
            MultiplyAdd<S>(L.Load(a, mask), y0, y1, y2, y3, ref s00, ref s01, ref s02, ref s03);
            if (R.Count > 1)
                MultiplyAdd<S>(L.Load(a + xStep, mask), y0, y1, y2, y3, ref s10, ref s11, ref s12, ref s13);
            if (R.Count > 2)
                MultiplyAdd<S>(L.Load(a + 2 * xStep, mask), y0, y1, y2, y3, ref s20, ref s21, ref s22, ref s23);
            if (R.Count > 3)
                MultiplyAdd<S>(L.Load(a + 3 * xStep, mask), y0, y1, y2, y3, ref s30, ref s31, ref s32, ref s33);
        }
        Put<S>(s00, s01, s02, s03, row, column, target);
        if (R.Count > 1)
            Put<S>(s10, s11, s12, s13, row + 1, column, target);
        if (R.Count > 2)
            Put<S>(s20, s21, s22, s23, row + 2, column, target);
        if (R.Count > 3)
            Put<S>(s30, s31, s32, s33, row + 3, column, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<S>(V x, V y0, V y1, V y2, V y3, ref V s0, ref V s1, ref V s2, ref V s3)
        where S : struct, IRows
    {
        s0 = L.MultiplyAdd(x, y0, s0);
        if (S.Count == 1)
            return;
        s1 = L.MultiplyAdd(x, y1, s1);
        s2 = L.MultiplyAdd(x, y2, s2);
        s3 = L.MultiplyAdd(x, y3, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<S>(V s0, V s1, V s2, V s3, int row, int column, in InnerProductTarget<T> target)
        where S : struct, IRows
    {
        target.Put(row, column, L.Sum(s0));
        if (S.Count == 1)
            return;
        target.Put(row, column + 1, L.Sum(s1));
        target.Put(row, column + 2, L.Sum(s2));
        target.Put(row, column + 3, L.Sum(s3));
    }
}
