namespace Functional.Kernels;

/// <summary>
/// c = aᵀ·B for one row a and a large B, of which each thread reads neighbouring rows and so a straight stretch of memory: half of each row would be
/// half of the sets of a thread's cache. The rows are summed in four segments and then these, whether threads share them or not.
/// </summary>
internal readonly unsafe struct SegmentedRow<T, V, L> : IParallelBody
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int Segments = 4;
    private const int RowsAtOnce = 8;
    private const long LargeMatrix = 1 << 21;   // as work: as large as a second-level cache

    private readonly Matrix<T> a;
    private readonly Matrix<T> b;
    private readonly T* c;
    private readonly T* partial;
    private readonly int parts;

    private SegmentedRow(Matrix<T> a, Matrix<T> b, T* c, T* partial, int parts)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        this.partial = partial;
        this.parts = parts;
    }

    /// <summary>Whether B is large enough for threads, some of which may lie in each segment.</summary>
    public static bool Fits(in Matrix<T> a, in Matrix<T> b) =>
        a.Rows == 1 && b.Rows >= Segments * RowsAtOnce * 4 && Work(b) >= LargeMatrix;

    public static void Run(in Matrix<T> a, in Matrix<T> b, T* c, T* bias, int threads)
    {
        using var buffer = new PackingBuffer<T>((Segments - 1) * b.Columns);
        var parts = Math.Min(threads, Segments);
        ParallelFor<SegmentedRow<T, V, L>>.Do(new(a, b, c, buffer.Memory, parts), parts, threads, Work(b));
        for (var segment = 1; segment < Segments; segment++)
            Add(buffer.Memory + (segment - 1) * b.Columns, c, b.Columns);
        if (bias != null)
            Add(bias, c, b.Columns);
    }

    public void Do(int part)
    {
        var length = ((b.Rows + Segments - 1) / Segments + RowsAtOnce - 1) / RowsAtOnce * RowsAtOnce;
        for (var segment = part * Segments / parts; segment < (part + 1) * Segments / parts; segment++)
        {
            var row = segment * length;
            RowProduct<T, V, L>.Run(
                a.Memory + row * a.ColumnStep, a.ColumnStep, b.Part(row, Math.Min(length, b.Rows - row), 0, b.Columns),
                segment == 0 ? c : partial + (segment - 1) * b.Columns, null);
        }
    }

    private static long Work(in Matrix<T> b) => (long)b.Rows * b.Columns * Grid.MemoryBound;

    private static void Add(T* from, T* to, int count)
    {
        var i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(L.Add(L.Load(to + i), L.Load(from + i)), to + i);
        if (i == count)
            return;
        var mask = L.MaskOf(count - i);
        L.Store(L.Add(L.Load(to + i, mask), L.Load(from + i, mask)), to + i, mask);
    }
}
