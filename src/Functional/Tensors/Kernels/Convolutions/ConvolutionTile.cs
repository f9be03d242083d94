using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// The innermost loop of convolutions: a tile of the result, up to 12 rows by two vectors, whose sums stay in registers while it goes through one stretch
/// of A after the other, and straight ahead through B. As in <see cref="Tile{T, V, L}"/> the number of rows and the width are types, and so is the number <c>H</c> of rows after
/// which the next ones begin elsewhere in A: each element is one chain of multiply-adds whatever they are.
/// </summary>
internal static unsafe class ConvolutionTile<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<R, H, W, K>(in ConvolutionOperands<T> o, V mask)
        where R : struct, IRows
        where H : struct, IRows
        where W : struct, IWidth
        where K : struct, IChannels
    {
        // c: the sums of the left vectors, d: of the right ones. Locals and no array: only locals become registers.
        V c00 = default, d00 = default, c01 = default, d01 = default;
        V c02 = default, d02 = default, c03 = default, d03 = default;
        V c04 = default, d04 = default, c05 = default, d05 = default;
        V c06 = default, d06 = default, c07 = default, d07 = default;
        V c08 = default, d08 = default, c09 = default, d09 = default;
        V c10 = default, d10 = default, c11 = default, d11 = default;
        nint rowStep = o.RowStep, innerStep = o.InnerStep, columnStep = o.ColumnStep, second = o.Second, third = o.Third;
        T* b = o.B;
        int* segment = o.Segments, end = segment + o.SegmentCount;
        do
        {
            T* a0 = o.A + *segment, a1 = a0 + second, a2 = a0 + third;
            var p = o.SegmentLength;
            do
            {
                var left = W.FirstIsMasked ? L.Load(b, mask) : L.Load(b);
                var right = !W.HasSecond ? default : W.SecondIsMasked ? L.Load(b + L.Count, mask) : L.Load(b + L.Count);
                MultiplyAdd<W>(Factor<H, W, K>(0, a0, a1, a2, rowStep, mask), left, right, ref c00, ref d00);
                if (R.Count > 1)
                    MultiplyAdd<W>(Factor<H, W, K>(1, a0, a1, a2, rowStep, mask), left, right, ref c01, ref d01);
                if (R.Count > 2)
                    MultiplyAdd<W>(Factor<H, W, K>(2, a0, a1, a2, rowStep, mask), left, right, ref c02, ref d02);
                if (R.Count > 3)
                    MultiplyAdd<W>(Factor<H, W, K>(3, a0, a1, a2, rowStep, mask), left, right, ref c03, ref d03);
                if (R.Count > 4)
                    MultiplyAdd<W>(Factor<H, W, K>(4, a0, a1, a2, rowStep, mask), left, right, ref c04, ref d04);
                if (R.Count > 5)
                    MultiplyAdd<W>(Factor<H, W, K>(5, a0, a1, a2, rowStep, mask), left, right, ref c05, ref d05);
                if (R.Count > 6)
                    MultiplyAdd<W>(Factor<H, W, K>(6, a0, a1, a2, rowStep, mask), left, right, ref c06, ref d06);
                if (R.Count > 7)
                    MultiplyAdd<W>(Factor<H, W, K>(7, a0, a1, a2, rowStep, mask), left, right, ref c07, ref d07);
                if (R.Count > 8)
                    MultiplyAdd<W>(Factor<H, W, K>(8, a0, a1, a2, rowStep, mask), left, right, ref c08, ref d08);
                if (R.Count > 9)
                    MultiplyAdd<W>(Factor<H, W, K>(9, a0, a1, a2, rowStep, mask), left, right, ref c09, ref d09);
                if (R.Count > 10)
                    MultiplyAdd<W>(Factor<H, W, K>(10, a0, a1, a2, rowStep, mask), left, right, ref c10, ref d10);
                if (R.Count > 11)
                    MultiplyAdd<W>(Factor<H, W, K>(11, a0, a1, a2, rowStep, mask), left, right, ref c11, ref d11);
                a0 += innerStep;
                if (R.Count > H.Count)
                    a1 += innerStep;
                if (R.Count > 2 * H.Count)
                    a2 += innerStep;
                b += columnStep;
            }
            while (--p > 0);
        }
        while (++segment < end);
        Store<W>(c00, d00, 0, o, mask);
        if (R.Count > 1)
            Store<W>(c01, d01, 1, o, mask);
        if (R.Count > 2)
            Store<W>(c02, d02, 2, o, mask);
        if (R.Count > 3)
            Store<W>(c03, d03, 3, o, mask);
        if (R.Count > 4)
            Store<W>(c04, d04, 4, o, mask);
        if (R.Count > 5)
            Store<W>(c05, d05, 5, o, mask);
        if (R.Count > 6)
            Store<W>(c06, d06, 6, o, mask);
        if (R.Count > 7)
            Store<W>(c07, d07, 7, o, mask);
        if (R.Count > 8)
            Store<W>(c08, d08, 8, o, mask);
        if (R.Count > 9)
            Store<W>(c09, d09, 9, o, mask);
        if (R.Count > 10)
            Store<W>(c10, d10, 10, o, mask);
        if (R.Count > 11)
            Store<W>(c11, d11, 11, o, mask);
    }

    /// <summary>What stands in A for a row: one broadcast for each case, for a choice between two addresses is not folded into it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Factor<H, W, K>(int row, T* a0, T* a1, T* a2, nint rowStep, V mask)
        where H : struct, IRows
        where W : struct, IWidth
        where K : struct, IChannels
    {
        if (row < H.Count)
            return Factor<W, K>(row, a0, rowStep, mask);
        if (row < 2 * H.Count)
            return Factor<W, K>(row - H.Count, a1, rowStep, mask);
        return Factor<W, K>(row - 2 * H.Count, a2, rowStep, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Factor<W, K>(int row, T* a, nint rowStep, V mask)
        where W : struct, IWidth
        where K : struct, IChannels
    {
        if (row == 0)
            return Factor<W, K>(a, mask);
        if (row == 1)
            return Factor<W, K>(a + rowStep, mask);
        if (row == 2)
            return Factor<W, K>(a + 2 * rowStep, mask);
        if (row == 3)
            return Factor<W, K>(a + 3 * rowStep, mask);
        if (row == 4)
            return Factor<W, K>(a + 4 * rowStep, mask);
        return Factor<W, K>(a + 5 * rowStep, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Factor<W, K>(T* a, V mask)
        where W : struct, IWidth
        where K : struct, IChannels
    {
        if (!K.AreApart)
            return L.Broadcast(*a);
        return W.FirstIsMasked ? L.Load(a, mask) : L.Load(a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<W>(V factor, V left, V right, ref V leftSum, ref V rightSum)
        where W : struct, IWidth
    {
        leftSum = L.MultiplyAdd(factor, left, leftSum);
        if (W.HasSecond)
            rightSum = L.MultiplyAdd(factor, right, rightSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<W>(V left, V right, int row, in ConvolutionOperands<T> o, V mask)
        where W : struct, IWidth
    {
        var c = o.C + row * o.ResultStep;
        if (o.Adds)
        {
            left = L.Add(left, W.FirstIsMasked ? L.Load(c, mask) : L.Load(c));
            if (W.HasSecond)
                right = L.Add(right, W.SecondIsMasked ? L.Load(c + L.Count, mask) : L.Load(c + L.Count));
        }
        if (o.Bias != null)
        {
            left = L.Add(left, W.FirstIsMasked ? L.Load(o.Bias, mask) : L.Load(o.Bias));
            if (W.HasSecond)
                right = L.Add(right, W.SecondIsMasked ? L.Load(o.Bias + L.Count, mask) : L.Load(o.Bias + L.Count));
        }
        if (W.FirstIsMasked)
            L.Store(left, c, mask);
        else
            L.Store(left, c);
        if (W.HasSecond && W.SecondIsMasked)
            L.Store(right, c + L.Count, mask);
        else if (W.HasSecond)
            L.Store(right, c + L.Count);
    }
}
