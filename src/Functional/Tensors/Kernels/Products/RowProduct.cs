using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// c = aᵀ·B for one row a, where the rows of B lie along memory: up to eight of them are read side by side, so that memory is read
/// straight ahead and c only once in eight rows. The sums are those of a tile, in the same order: a row of a product is the product of the row.
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
        var most = Blocks<T, V, L>.InnerOf(b.Rows);
        var sums = stackalloc T[most < b.Rows ? Math.Min(Columns, b.Columns) : 0];
        for (var column = 0; column < b.Columns; column += Columns)
            for (var p = 0; p < b.Rows; p += most)
            {
                var last = p + most >= b.Rows;
                Block(
                    a + p * aStep, aStep, b.Part(p, Math.Min(most, b.Rows - p), column, Math.Min(Columns, b.Columns - column)),
                    p == 0 ? c + column : sums, c + column, p > 0, last && bias != null ? bias + column : null);
            }
    }

    /// <summary>A block of inner indices: one chain for each column, begun at zero, kept in the sums, and then stored or added to c.</summary>
    private static void Block(T* a, nint aStep, in Matrix<T> b, T* sums, T* c, bool adds, T* bias)
    {
        for (var p = 0; p < b.Rows; p += Group)
        {
            T* from = b.Memory + p * b.RowStep;
            var (step, last) = (b.RowStep, p + Group >= b.Rows);
            var target = new Target(p > 0 ? sums : null, last ? c : sums, last && adds ? c : null, last ? bias : null);
            switch (Math.Min(Group, b.Rows - p))
            {
                case 1: Add<Rows1>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                case 2: Add<Rows2>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                case 3: Add<Rows3>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                case 4: Add<Rows4>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                case 5: Add<Rows5>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                case 6: Add<Rows6>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                case 7: Add<Rows7>(a + p * aStep, aStep, from, step, b.Columns, target); break;
                default: Add<Rows8>(a + p * aStep, aStep, from, step, b.Columns, target); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<R>(T* a, nint aStep, T* b, nint step, int columns, Target target)
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
        T* from = target.From, to = target.To, added = target.Added, bias = target.Bias;
        var j = 0;
        for (; j <= columns - L.Count; j += L.Count)
        {
            var sum = L.MultiplyAdd(x0, L.Load(b + j), from != null ? L.Load(from + j) : default);
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
            if (added != null)
                sum = L.Add(sum, L.Load(added + j));
            if (bias != null)
                sum = L.Add(sum, L.Load(bias + j));
            L.Store(sum, to + j);
        }
        if (j == columns)
            return;
        var mask = L.MaskOf(columns - j);
        var rest = L.MultiplyAdd(x0, L.Load(b + j, mask), from != null ? L.Load(from + j, mask) : default);
        for (var p = 1; p < R.Count; p++)
            rest = L.MultiplyAdd(L.Broadcast(a[p * aStep]), L.Load(b + p * step + j, mask), rest);
        if (added != null)
            rest = L.Add(rest, L.Load(added + j, mask));
        if (bias != null)
            rest = L.Add(rest, L.Load(bias + j, mask));
        L.Store(rest, to + j, mask);
    }

    /// <summary>Where the sums of earlier rows are (null: zeros) and where these go, what is added then, and the bias (null: none).</summary>
    private readonly struct Target(T* from, T* to, T* added, T* bias)
    {
        public readonly T* From = from;
        public readonly T* To = to;
        public readonly T* Added = added;
        public readonly T* Bias = bias;
    }
}
