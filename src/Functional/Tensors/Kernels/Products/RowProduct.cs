using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// c = aᵀ·B for one row a, where the rows of B lie along memory: up to eight of them are read side by side, so that memory is read
/// straight ahead and c only once in eight rows.
/// </summary>
internal static unsafe class RowProduct<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int Group = 8;
    private const int Columns = 2048;       // of c: 8 or 16 kB, which stay in the first-level cache

    public static void Run(T* a, nint aStep, in Matrix<T> b, T* c, T* bias)
    {
        for (var column = 0; column < b.Columns; column += Columns)
        {
            var columns = Math.Min(Columns, b.Columns - column);
            for (var p = 0; p < b.Rows; p += Group)
                Add(a + p * aStep, aStep, b.Memory + p * b.RowStep + column, b.RowStep, Math.Min(Group, b.Rows - p), columns, c + column,
                    p > 0, bias != null && p + Group >= b.Rows ? bias + column : null);
        }
    }

    private static void Add(T* a, nint aStep, T* b, nint step, int rows, int columns, T* c, bool adds, T* bias)
    {
        switch (rows)
        {
            case 1: Add<Rows1>(a, aStep, b, step, columns, c, adds, bias); break;
            case 2: Add<Rows2>(a, aStep, b, step, columns, c, adds, bias); break;
            case 3: Add<Rows3>(a, aStep, b, step, columns, c, adds, bias); break;
            case 4: Add<Rows4>(a, aStep, b, step, columns, c, adds, bias); break;
            case 5: Add<Rows5>(a, aStep, b, step, columns, c, adds, bias); break;
            case 6: Add<Rows6>(a, aStep, b, step, columns, c, adds, bias); break;
            case 7: Add<Rows7>(a, aStep, b, step, columns, c, adds, bias); break;
            default: Add<Rows8>(a, aStep, b, step, columns, c, adds, bias); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<R>(T* a, nint aStep, T* b, nint step, int columns, T* c, bool adds, T* bias)
        where R : struct, IRows
    {
        V x0 = L.Broadcast(a[0]), x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default, x7 = default;
        if (R.Count > 1)
            x1 = L.Broadcast(a[aStep]);
        if (R.Count > 2)
            x2 = L.Broadcast(a[2 * aStep]);
        if (R.Count > 3)
            x3 = L.Broadcast(a[3 * aStep]);
        if (R.Count > 4)
            x4 = L.Broadcast(a[4 * aStep]);
        if (R.Count > 5)
            x5 = L.Broadcast(a[5 * aStep]);
        if (R.Count > 6)
            x6 = L.Broadcast(a[6 * aStep]);
        if (R.Count > 7)
            x7 = L.Broadcast(a[7 * aStep]);
        var b4 = b + 4 * step;
        var j = 0;
        for (; j <= columns - L.Count; j += L.Count)
        {
            var sum = L.MultiplyAdd(x0, L.Load(b + j), default);
            if (R.Count > 1)
                sum = L.MultiplyAdd(x1, L.Load(b + step + j), sum);
            if (R.Count > 2)
                sum = L.MultiplyAdd(x2, L.Load(b + 2 * step + j), sum);
            if (R.Count > 3)
                sum = L.MultiplyAdd(x3, L.Load(b + 3 * step + j), sum);
            if (R.Count > 4)
                sum = L.MultiplyAdd(x4, L.Load(b4 + j), sum);
            if (R.Count > 5)
                sum = L.MultiplyAdd(x5, L.Load(b4 + step + j), sum);
            if (R.Count > 6)
                sum = L.MultiplyAdd(x6, L.Load(b4 + 2 * step + j), sum);
            if (R.Count > 7)
                sum = L.MultiplyAdd(x7, L.Load(b4 + 3 * step + j), sum);
            if (adds)
                sum = L.Add(sum, L.Load(c + j));
            if (bias != null)
                sum = L.Add(sum, L.Load(bias + j));
            L.Store(sum, c + j);
        }
        if (j == columns)
            return;
        var mask = L.MaskOf(columns - j);
        var rest = L.MultiplyAdd(x0, L.Load(b + j, mask), default);
        for (var p = 1; p < R.Count; p++)
            rest = L.MultiplyAdd(L.Broadcast(a[p * aStep]), L.Load(b + p * step + j, mask), rest);
        if (adds)
            rest = L.Add(rest, L.Load(c + j, mask));
        if (bias != null)
            rest = L.Add(rest, L.Load(bias + j, mask));
        L.Store(rest, c + j, mask);
    }
}
