namespace Functional.Kernels;

/// <summary>A matrix that is packed once to be the right operand of many products.</summary>
internal abstract class PackedMatrix(int rows, int columns)
{
    public int Rows => rows;

    public int Columns => columns;
}

/// <summary>
/// The panels that tiles read straight ahead, one after the other: element (p, j) of a panel lies at <c>p·PanelColumns + j</c>. The last one is filled up
/// with zeros.
/// </summary>
internal sealed unsafe class PackedMatrix<T> : PackedMatrix
    where T : unmanaged
{
    private const int CacheLine = 64;

    private readonly T[] memory;        // pinned
    private readonly int start;

    public PackedMatrix(in Matrix<T> b, int panelColumns) : base(b.Rows, b.Columns)
    {
        PanelColumns = panelColumns;
        var panels = (b.Columns + panelColumns - 1) / panelColumns;
        memory = GC.AllocateArray<T>(panels * panelColumns * b.Rows + CacheLine / sizeof(T), pinned: true);
        fixed (T* first = memory)
            start = (int)(((nuint)(CacheLine - 1) - ((nuint)first + CacheLine - 1) % CacheLine) / (nuint)sizeof(T));
        for (var column = 0; column < b.Columns; column += panelColumns)
            Packing<T>.Run(
                b.Memory + column * b.ColumnStep, b.ColumnStep, b.RowStep, Math.Min(panelColumns, b.Columns - column), b.Rows, Panel(column), panelColumns);
    }

    public int PanelColumns { get; }

    /// <summary>The panel that begins at a column, which is the first one of a panel. It is there as long as this object is.</summary>
    public T* Panel(int column)
    {
        fixed (T* first = memory)
            return first + start + (nint)column * Rows;
    }
}
