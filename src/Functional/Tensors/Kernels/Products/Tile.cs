using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Functional.Kernels;

/// <summary>
/// The innermost loop: a tile of the result, up to 12 rows by two vectors, whose sums stay in registers while one column of A and one
/// row of B are read for each inner index. One source for every number of rows: <c>R</c> and <c>W</c> are types, so the JIT drops the
/// lines beyond them.
/// </summary>
internal static unsafe class Tile<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int LongInner = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<R, W>(in TileOperands<T> o, V mask)
        where R : struct, IRows
        where W : struct, IWidth
    {
        // c: the sums of the left vectors, d: of the right ones. Locals and no array: only locals become registers.
        V c00 = default, d00 = default, c01 = default, d01 = default;
        V c02 = default, d02 = default, c03 = default, d03 = default;
        V c04 = default, d04 = default, c05 = default, d05 = default;
        V c06 = default, d06 = default, c07 = default, d07 = default;
        V c08 = default, d08 = default, c09 = default, d09 = default;
        V c10 = default, d10 = default, c11 = default, d11 = default;
        if (o.Inner >= LongInner && Sse.IsSupported)
            Prefetch(o.C, o.ResultStep, R.Count);
        var rowStep = o.RowStep;
        T* a0 = o.A, a4 = a0 + 4 * rowStep, a8 = a4 + 4 * rowStep, b = o.B, ahead = o.Ahead;
        for (var p = o.Inner; p > 0; p--)
        {
            if (W.AsksAhead && Sse.IsSupported)
            {
                Sse.Prefetch1(ahead);
                ahead += o.AheadStep;
            }
            var left = W.FirstIsMasked ? L.Load(b, mask) : L.Load(b);
            var right = !W.HasSecond ? default : W.SecondIsMasked ? L.Load(b + L.Count, mask) : L.Load(b + L.Count);
            MultiplyAdd<W>(L.Broadcast(*a0), left, right, ref c00, ref d00);
            if (R.Count > 1)
                MultiplyAdd<W>(L.Broadcast(a0[rowStep]), left, right, ref c01, ref d01);
            if (R.Count > 2)
                MultiplyAdd<W>(L.Broadcast(a0[2 * rowStep]), left, right, ref c02, ref d02);
            if (R.Count > 3)
                MultiplyAdd<W>(L.Broadcast(a0[3 * rowStep]), left, right, ref c03, ref d03);
            if (R.Count > 4)
                MultiplyAdd<W>(L.Broadcast(*a4), left, right, ref c04, ref d04);
            if (R.Count > 5)
                MultiplyAdd<W>(L.Broadcast(a4[rowStep]), left, right, ref c05, ref d05);
            if (R.Count > 6)
                MultiplyAdd<W>(L.Broadcast(a4[2 * rowStep]), left, right, ref c06, ref d06);
            if (R.Count > 7)
                MultiplyAdd<W>(L.Broadcast(a4[3 * rowStep]), left, right, ref c07, ref d07);
            if (R.Count > 8)
                MultiplyAdd<W>(L.Broadcast(*a8), left, right, ref c08, ref d08);
            if (R.Count > 9)
                MultiplyAdd<W>(L.Broadcast(a8[rowStep]), left, right, ref c09, ref d09);
            if (R.Count > 10)
                MultiplyAdd<W>(L.Broadcast(a8[2 * rowStep]), left, right, ref c10, ref d10);
            if (R.Count > 11)
                MultiplyAdd<W>(L.Broadcast(a8[3 * rowStep]), left, right, ref c11, ref d11);
            a0 += o.InnerStep;
            a4 += o.InnerStep;
            a8 += o.InnerStep;
            b += o.ColumnStep;
        }
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

    /// <summary>Asks for the lines of C that the tile will store to: without it the sums wait for the memory at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(T* c, nint step, int rows)
    {
        for (var row = 0; row < rows; row++, c += step)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0(c + 2 * L.Count - 1);
        }
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
    private static void Store<W>(V left, V right, int row, in TileOperands<T> o, V mask)
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
