using System.Numerics;

namespace Functional.Kernels;

/// <summary>C = A·B where B is packed before: bitwise the product with B where it lies. Threads divide its panels, or the rows of A.</summary>
internal readonly unsafe struct PackedProduct<T, V, L> : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    private readonly Matrix<T> a;
    private readonly PackedMatrix<T> b;
    private readonly T* c;
    private readonly T* bias;
    private readonly Grid grid;

    private PackedProduct(in Matrix<T> a, PackedMatrix<T> b, T* c, T* bias, Grid grid)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        this.bias = bias;
        this.grid = grid;
    }

    /// <summary>B in the panels that this width of vectors reads.</summary>
    public static PackedMatrix<T> Pack(in Matrix<T> b) => new(b, 2 * L.Count);

    /// <summary>C = A·B, and a row of the bias (if not null) added to each row of C.</summary>
    public static void Run(in Matrix<T> a, PackedMatrix<T> b, T* c, T* bias, int threads, long worthAThread)
    {
        var row = a.Rows == 1;
        var work = (long)a.Rows * a.Columns * b.Columns * (row ? Grid.MemoryBound : 1);
        var grid = threads > 1 ? Grid.Of(a.Rows, b.Columns, work, row ? (1, 2 * b.PanelColumns) : (L.TileRows, b.PanelColumns), threads, worthAThread) : default;
        if (grid.Count > 1)
            ParallelFor<PackedProduct<T, V, L>>.Do(new(a, b, c, bias, grid), grid.Count, threads, work);
        else
            Do(a, b, 0, b.Columns, c, bias);
        GC.KeepAlive(b);
    }

    public void Do(int part)
    {
        var (row, rows, column, columns) = grid.Part(part);
        Do(a.Part(row, rows, 0, a.Columns), b, column, columns, c + (nint)row * b.Columns + column, bias == null ? null : bias + column);
    }

    private static void Do(in Matrix<T> a, PackedMatrix<T> b, int column, int columns, T* c, T* bias)
    {
        if (a.Rows == 1)
            PackedRow<T, V, L>.Run(a.Memory, a.ColumnStep, b, column, columns, c, bias);
        else
            Blocks<T, V, L>.Prepacked(a, b, column, columns, c, b.Columns, bias);
    }
}
