namespace Functional.Kernels;

/// <summary>A matrix in pinned memory: element (i, j) lies at <c>i·RowStep + j·ColumnStep</c>, steps counted in elements.</summary>
internal readonly unsafe struct Matrix<T>(T* memory, int rows, int columns, nint rowStep, nint columnStep)
    where T : unmanaged
{
    public readonly T* Memory = memory;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly nint RowStep = rowStep;
    public readonly nint ColumnStep = columnStep;

    public Matrix<T> Transpose => new(Memory, Columns, Rows, ColumnStep, RowStep);

    public Matrix<T> Part(int row, int rows, int column, int columns) =>
        new(Memory + row * RowStep + column * ColumnStep, rows, columns, RowStep, ColumnStep);
}
