using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// The products of a recurrence's steps, whose right operand is packed once for all, of one matrix or of several under each other: panels of two vectors, each
/// <c>[inner][columns]</c>. The numbers are those of <see cref="Blocks{T, V, L}"/>: how many rows there are changes none of them.
/// </summary>
internal static unsafe class StepProduct<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private static int PanelColumns => 2 * L.Count;

    /// <summary>How many elements the panels of a matrix take.</summary>
    public static int Length(int inner, int columns) => (columns + PanelColumns - 1) / PanelColumns * PanelColumns * inner;

    /// <summary>Packs some rows of the right operand.</summary>
    /// <param name="b">The rows.</param>
    /// <param name="from">How many rows lie before them.</param>
    /// <param name="inner">How many rows there are in all.</param>
    /// <param name="panels">Where the panels begin.</param>
    public static void Pack(in Matrix<T> b, int from, int inner, T* panels)
    {
        for (var column = 0; column < b.Columns; column += PanelColumns)
            Packing<T>.Run(
                b.Memory + column * b.ColumnStep, b.ColumnStep, b.RowStep, Math.Min(PanelColumns, b.Columns - column), b.Rows,
                panels + (nint)column * inner + from * PanelColumns, PanelColumns);
    }

    /// <summary>C = A·B, and a row of the bias (if not null) added to each row of C.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="panels">The right operand.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="c">The result.</param>
    /// <param name="resultStep">From row to row of the result.</param>
    /// <param name="bias">The bias, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix<T> a, T* panels, int columns, T* c, nint resultStep, T* bias)
    {
        var strips = (a.Rows + L.TileRows - 1) / L.TileRows;
        var most = Blocks<T, V, L>.InnerOf(a.Columns);
        for (var p = 0; p < a.Columns; p += most)
        {
            var inner = Math.Min(most, a.Columns - p);
            for (var column = 0; column < columns; column += PanelColumns)
                for (int strip = 0, row = 0; strip < strips; strip++)
                {
                    // Strips of nearly the same height: of 16 rows twice 8, and not 12 and 4, whose sums would wait for each other.
                    var rows = (a.Rows - row + strips - strip - 1) / (strips - strip);
                    var tile = new TileOperands<T>
                    {
                        C = c + row * resultStep + column,
                        ResultStep = resultStep,
                        Bias = bias == null || p + inner < a.Columns ? null : bias + column,
                        Adds = p > 0,
                        Inner = inner,
                        B = panels + (nint)column * a.Columns + p * PanelColumns,
                        ColumnStep = PanelColumns,
                    };
                    Strip<T, V, L>.Run(a.Part(row, rows, p, inner), null, Math.Min(PanelColumns, columns - column), ref tile);
                    row += rows;
                }
        }
    }
}
