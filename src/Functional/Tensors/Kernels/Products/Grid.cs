namespace Functional.Kernels;

/// <summary>The division of a product's result into parts of nearly equal size, whose edges are edges of tiles.</summary>
internal readonly struct Grid
{
    /// <summary>Below so many multiply-adds calling a thread costs more than it saves: measured, see the benchmarks' Kernels.md.</summary>
    public const long WorthAThread = 1 << 17;

    /// <summary>How many times longer a multiply-add takes whose operands come from memory and are used once.</summary>
    public const int MemoryBound = 6;

    private readonly int rows;
    private readonly int columns;
    private readonly int partRows;
    private readonly int partColumns;
    private readonly int across;

    private Grid(int rows, int columns, int partRows, int partColumns)
    {
        (this.rows, this.columns, this.partRows, this.partColumns) = (rows, columns, partRows, partColumns);
        across = Parts(columns, partColumns);
        Count = Parts(rows, partRows) * across;
    }

    public int Count { get; }

    /// <summary>How many threads so many multiply-adds are worth, of those that there may be.</summary>
    public static int ThreadsFor(long work) => work < 2 * WorthAThread ? 1 : (int)Math.Min(Threads.Count, work / WorthAThread);

    /// <summary>As many parts as threads can use; the default value, of no parts, where one thread is enough.</summary>
    public static Grid Of(int rows, int columns, long work, (int Rows, int Columns) unit, int threads, long worthAThread)
    {
        var wanted = (int)Math.Min(threads, work / worthAThread);
        if (wanted <= 1)
            return default;
        var best = default(Grid);
        var leastCost = long.MaxValue;
        for (var down = 1; down <= wanted; down++)
        {
            var grid = new Grid(rows, columns, Share(rows, down, unit.Rows), Share(columns, (wanted + down - 1) / down, unit.Columns));
            var cost = grid.Cost(threads);
            if (cost < leastCost)
                (best, leastCost) = (grid, cost);
        }
        return best;
    }

    public (int Row, int Rows, int Column, int Columns) Part(int part)
    {
        var (row, column) = (part / across * partRows, part % across * partColumns);
        return (row, Math.Min(partRows, rows - row), column, Math.Min(partColumns, columns - column));
    }

    /// <summary>Rounds of parts times what a part costs: its products and, some sixteen times dearer, what it packs.</summary>
    private long Cost(int threads) => (Count + threads - 1) / threads * ((long)partRows * partColumns + 16L * (partRows + partColumns));

    private static int Share(int size, int parts, int tile) => ((size + parts - 1) / parts + tile - 1) / tile * tile;

    private static int Parts(int size, int part) => part == 0 ? 0 : (size + part - 1) / part;
}
