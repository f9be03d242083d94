using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Functional.Kernels;

/// <summary>
/// c = aᵀ·B for one row a and a packed B: four panels are read side by side, so that eight sums hide the time that a multiply-add takes, and memory is
/// read straight ahead. The sums are those of a tile, in the same order.
/// </summary>
internal static unsafe class PackedRow<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int Ahead = 2048;     // bytes

    public static void Run(T* a, nint aStep, PackedMatrix<T> b, int column, int columns, T* c, T* bias)
    {
        var panel = 2 * L.Count;
        var sums = stackalloc T[4 * panel];
        for (var j = 0; j < columns;)
        {
            var many = columns - j > 3 * panel;
            if (many)
                Four(a, aStep, b.Panel(column + j), b.Rows, sums);
            else
                One(a, aStep, b.Panel(column + j), b.Rows, sums);
            var width = Math.Min(many ? 4 * panel : panel, columns - j);
            Store(sums, bias == null ? null : bias + j, c + j, width);
            j += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(T* a, nint aStep, T* b, int rows, T* result)
    {
        var most = Blocks<T, V, L>.InnerOf(rows);
        nint panel = 2 * L.Count, step = panel * rows, ahead = Ahead / sizeof(T);
        T* b0 = b, b1 = b0 + step, b2 = b1 + step, b3 = b2 + step;
        for (var p = 0; p < rows; p += most)
        {
            V c0 = default, d0 = default, c1 = default, d1 = default, c2 = default, d2 = default, c3 = default, d3 = default;
            for (var left = Math.Min(most, rows - p); left > 0; left--)
            {
                var x = L.Broadcast(*a);
                c0 = L.MultiplyAdd(x, L.Load(b0), c0);
                d0 = L.MultiplyAdd(x, L.Load(b0 + L.Count), d0);
                c1 = L.MultiplyAdd(x, L.Load(b1), c1);
                d1 = L.MultiplyAdd(x, L.Load(b1 + L.Count), d1);
                c2 = L.MultiplyAdd(x, L.Load(b2), c2);
                d2 = L.MultiplyAdd(x, L.Load(b2 + L.Count), d2);
                c3 = L.MultiplyAdd(x, L.Load(b3), c3);
                d3 = L.MultiplyAdd(x, L.Load(b3 + L.Count), d3);
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(b0 + ahead);
                    Sse.Prefetch0(b1 + ahead);
                    Sse.Prefetch0(b2 + ahead);
                    Sse.Prefetch0(b3 + ahead);
                }
                a += aStep;
                b0 += panel;
                b1 += panel;
                b2 += panel;
                b3 += panel;
            }
            Keep(c0, d0, p > 0, result);
            Keep(c1, d1, p > 0, result + panel);
            Keep(c2, d2, p > 0, result + 2 * panel);
            Keep(c3, d3, p > 0, result + 3 * panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(T* a, nint aStep, T* b, int rows, T* result)
    {
        var most = Blocks<T, V, L>.InnerOf(rows);
        for (var p = 0; p < rows; p += most)
        {
            V c = default, d = default;
            for (var left = Math.Min(most, rows - p); left > 0; left--, a += aStep, b += 2 * L.Count)
            {
                var x = L.Broadcast(*a);
                c = L.MultiplyAdd(x, L.Load(b), c);
                d = L.MultiplyAdd(x, L.Load(b + L.Count), d);
            }
            Keep(c, d, p > 0, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(V left, V right, bool adds, T* result)
    {
        L.Store(adds ? L.Add(left, L.Load(result)) : left, result);
        L.Store(adds ? L.Add(right, L.Load(result + L.Count)) : right, result + L.Count);
    }

    private static void Store(T* sums, T* bias, T* c, int width)
    {
        var j = 0;
        for (; j <= width - L.Count; j += L.Count)
            L.Store(bias == null ? L.Load(sums + j) : L.Add(L.Load(sums + j), L.Load(bias + j)), c + j);
        if (j == width)
            return;
        var mask = L.MaskOf(width - j);
        L.Store(bias == null ? L.Load(sums + j, mask) : L.Add(L.Load(sums + j, mask), L.Load(bias + j, mask)), c + j, mask);
    }
}
