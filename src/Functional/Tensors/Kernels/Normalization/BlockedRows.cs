using System.Numerics;

namespace Functional.Kernels;

/// <summary>The rows of one place: as many side by side as make long ones, in blocks.</summary>
internal readonly struct BlockedRows
{
    private const int LongRow = 64;
    private const int Block = 64;
    private const int WorkOfElement = 32;

    public BlockedRows(GroupedShape shape, int place)
    {
        var together = 1;
        while (together * shape.Columns < LongRow && shape.Rows % (2 * together) == 0)
            together *= 2;
        (Start, Rows, Columns) = (place * shape.Rows * shape.Columns, shape.Rows / together, shape.Columns * together);
        Blocks = (Rows + Block - 1) / Block;
    }

    public int Start { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int Blocks { get; }

    /// <summary>Where a block begins in memory, and how many rows it has.</summary>
    public (int Start, int Rows) At(int block) => (Start + block * Block * Columns, Math.Min(Block, Rows - block * Block));

    /// <summary>Work on all blocks.</summary>
    public void Run<TBody>(TBody body, int threads)
        where TBody : struct, IParallelBody => ParallelFor<TBody>.Do(body, Blocks, threads, (long)Rows * Columns * WorkOfElement);

    /// <summary>The sum of each group, from the sums of the columns of each block.</summary>
    public void ByGroup<T>(ReadOnlySpan<T> blocks, GroupedShape shape, Span<T> groups)
        where T : struct, IFloatingPointIeee754<T>
    {
        var columns = new T[Columns];
        Summation<T>.OfRows(blocks, columns);
        ByGroup(columns, shape, groups);
    }

    /// <summary>The sum of each group, from those of the columns.</summary>
    public static void ByGroup<T>(T[] columns, GroupedShape shape, Span<T> groups)
        where T : struct, IFloatingPointIeee754<T>
    {
        groups.Clear();
        for (var at = 0; at < columns.Length; at += shape.Width)
            groups[at / shape.Width % shape.Groups] += Summation<T>.Of(columns.AsSpan(at, shape.Width));
    }
}
