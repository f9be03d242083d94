using System.Numerics;

namespace Functional.Kernels;

/// <summary>A right operand copied once for many products: panels of two vectors' width, one after the other, rows of a panel beside each other.</summary>
internal static unsafe class Panels<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    // So many inner indices are one chain of multiply-adds, wherever a strip ends: so a step that sees more keys adds up the first ones as one that sees fewer.
    private const int Chain = 384;

    /// <summary>How many columns a panel has.</summary>
    public static int Width => 2 * L.Count;

    /// <summary>So many columns and those that fill the last panel.</summary>
    public static int Whole(int columns) => (columns + Width - 1) / Width * Width;

    /// <summary>Copies a matrix; what fills the last panel is zero.</summary>
    public static void Pack(in Matrix<T> b, T* panels)
    {
        for (var column = 0; column < b.Columns; column += Width)
        {
            var (panel, columns) = ((nint)panels + (nint)column * b.Rows * sizeof(T), Math.Min(Width, b.Columns - column));
            Packing<T>.Run(b.Memory + column * b.ColumnStep, b.ColumnStep, b.RowStep, columns, b.Rows, (T*)panel, Width);
            for (var row = 0; columns < Width && row < b.Rows; row++)
                new Span<T>((T*)panel + row * Width + columns, Width - columns).Clear();
        }
    }

    /// <summary>Sets one row of a packed matrix to zero.</summary>
    public static void ClearRow(T* panels, int rows, int columns, int row)
    {
        for (var column = 0; column < columns; column += Width)
            new Span<T>(panels + (nint)column * rows + row * Width, Width).Clear();
    }

    /// <summary>Sets one column of a packed matrix to zero.</summary>
    public static void ClearColumn(T* panels, int rows, int column)
    {
        var at = panels + (nint)(column / Width) * Width * rows + column % Width;
        for (var row = 0; row < rows; row++)
            at[row * Width] = T.Zero;
    }

    /// <summary>C = A·B, or C + A·B, with the first rows of a packed matrix B, as many as A has columns; summed in chains.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="panels">The packed right operand.</param>
    /// <param name="rows">How many rows it has in all.</param>
    /// <param name="columns">How many of its columns are wanted.</param>
    /// <param name="c">The result.</param>
    /// <param name="step">How far a row of the result is from the next.</param>
    public static void Multiply(in Matrix<T> a, T* panels, int rows, int columns, T* c, nint step)
    {
        for (var p = 0; p < a.Columns; p += Chain)
        {
            var block = a.Part(0, a.Rows, p, Math.Min(Chain, a.Columns - p));
            for (var column = 0; column < columns; column += Width)
            {
                var tile = new TileOperands<T>
                {
                    B = panels + (nint)column * rows + p * Width, ColumnStep = Width, C = c + column, ResultStep = step, Inner = block.Columns, Adds = p > 0,
                };
                Strip<T, V, L>.Run(block, null, Math.Min(Width, columns - column), ref tile);
            }
        }
    }

    /// <summary>C = A·B, or C + A·B, with few inner indices and a right operand that lies where it is.</summary>
    public static void MultiplyInPlace(in Matrix<T> a, in Matrix<T> b, T* c, nint step, bool adds)
    {
        for (var column = 0; column < b.Columns; column += Width)
        {
            var tile = new TileOperands<T>
            {
                B = b.Memory + column, ColumnStep = b.RowStep, C = c + column, ResultStep = step, Inner = a.Columns, Adds = adds,
            };
            Strip<T, V, L>.Run(a, null, Math.Min(Width, b.Columns - column), ref tile);
        }
    }
}
