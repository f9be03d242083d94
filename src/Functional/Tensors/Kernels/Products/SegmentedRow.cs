namespace Functional.Kernels;

/// <summary>
/// c = aᵀ·B for one row a and a large B, of which each thread reads neighbouring rows and so a straight stretch of memory: half of each row would be
/// half of the sets of a thread's cache. The segments are the blocks in which every product sums its inner indices, whether threads share them or not.
/// </summary>
internal readonly unsafe struct SegmentedRow<T, V, L> : IParallelBody
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const long LargeMatrix = 1 << 21;   // as work: as large as a second-level cache

    private readonly Matrix<T> a;
    private readonly Matrix<T> b;
    private readonly T* c;
    private readonly T* partial;

    private SegmentedRow(Matrix<T> a, Matrix<T> b, T* c, T* partial)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        this.partial = partial;
    }

    /// <summary>Whether B is large enough for threads, and has several blocks.</summary>
    public static bool Fits(in Matrix<T> a, in Matrix<T> b) => a.Rows == 1 && Work(b) >= LargeMatrix && Blocks<T, V, L>.InnerOf(b.Rows) < b.Rows;

    public static void Run(in Matrix<T> a, in Matrix<T> b, T* c, T* bias, int threads)
    {
        var inner = Blocks<T, V, L>.InnerOf(b.Rows);
        var segments = (b.Rows + inner - 1) / inner;
        using var buffer = new PackingBuffer<T>((segments - 1) * b.Columns);
        ParallelFor<SegmentedRow<T, V, L>>.Do(new(a, b, c, buffer.Memory), segments, Math.Min(threads, segments), Work(b));
        for (var segment = 1; segment < segments; segment++)
            Add(buffer.Memory + (segment - 1) * b.Columns, c, b.Columns);
        if (bias != null)
            Add(bias, c, b.Columns);
    }

    public void Do(int part)
    {
        var inner = Blocks<T, V, L>.InnerOf(b.Rows);
        var row = part * inner;
        RowProduct<T, V, L>.Run(
            a.Memory + row * a.ColumnStep, a.ColumnStep, b.Part(row, Math.Min(inner, b.Rows - row), 0, b.Columns),
            part == 0 ? c : partial + (part - 1) * b.Columns, null);
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
