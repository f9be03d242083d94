using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// C = A·B in blocks, as Goto and van de Geijn describe ("Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008): a
/// block of A that stays in the second-level cache, a panel of B that stays in the first, sums that stay in registers.
/// <para>
/// Each element of C is a sum over blocks of <see cref="InnerOf"/> inner indices, each block a chain of multiply-adds in the order of the
/// index. Nothing else decides it: not the width of the vectors, not what is packed, not where a tile or a thread's part begins.
/// </para>
/// </summary>
internal static unsafe class Blocks<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int LongestChain = 400;
    private const int ChainStep = 8;            // rows that are read side by side where there is one row of A
    private const int Columns = 1024;
    private const int Page = 4096;              // all sets of a first-level cache, once
    private const int FewPanels = 8;

    private static int PanelColumns => 2 * L.Count;

    /// <summary>Rows of a block of A: whole tiles, and 184 kB, which leave room in a second-level cache of 512 kB or more.</summary>
    private static int Rows => 480 / sizeof(T);

    /// <summary>
    /// How many inner indices a block has, of so many: even parts, for a short last one would go through all of C for little. It is part of the meaning of a
    /// product, see above: long sums of one sign lose less in short chains.
    /// </summary>
    public static int InnerOf(int terms)
    {
        if (terms <= LongestChain)
            return terms;
        var blocks = (terms + LongestChain - 1) / LongestChain;
        return ((terms + blocks - 1) / blocks + ChainStep - 1) / ChainStep * ChainStep;
    }

    /// <summary>C = A·B, and the bias in each row, with the operands read where they lie; rows of B must lie along memory.</summary>
    public static void InPlace(in Matrix<T> a, in Matrix<T> b, T* c, nint resultStep, T* bias)
    {
        var most = InnerOf(a.Columns);
        if (a.Columns <= most)
            Block(a, b, null, default, Target(c, resultStep, bias, false, a.Columns));
        else
            for (var p = 0; p < a.Columns; p += most)
            {
                var inner = Math.Min(most, a.Columns - p);
                Block(a.Part(0, a.Rows, p, inner), b.Part(p, inner, 0, b.Columns), null, default,
                    Target(c, resultStep, p + inner == a.Columns ? bias : null, p > 0, inner));
            }
    }

    /// <summary>The same with B copied to panels that tiles read straight ahead, and A too where its rows or columns would displace each other.</summary>
    public static void Packed(in Matrix<T> a, in Matrix<T> b, T* c, nint resultStep, T* bias)
    {
        var packsA = Collides(a, b.Columns);
        var most = InnerOf(a.Columns);
        using var bufferA = new PackingBuffer<T>(packsA ? Math.Min(Rows, a.Rows) * most : 0);
        using var bufferB = new PackingBuffer<T>((Math.Min(Columns, b.Columns) + PanelColumns) * most);
        for (var column = 0; column < b.Columns; column += Columns)
        {
            var columns = Math.Min(Columns, b.Columns - column);
            for (var p = 0; p < a.Columns; p += most)
            {
                var inner = Math.Min(most, a.Columns - p);
                var blockB = b.Part(p, inner, column, columns);
                for (var row = 0; row < a.Rows; row += Rows)
                {
                    var blockA = a.Part(row, Math.Min(Rows, a.Rows - row), p, inner);
                    if (packsA)
                        PackA(blockA, bufferA.Memory);
                    var added = bias != null && p + inner == a.Columns ? bias + column : null;      // once, with the last block
                    Block(
                        blockA, blockB, bufferA.Memory, new(bufferB.Memory, inner * PanelColumns, packs: row == 0),
                        Target(c + row * resultStep + column, resultStep, added, p > 0, inner));
                }
            }
        }
    }

    /// <summary>The same with B packed before, of which a number of columns is taken, from the first one of a panel on.</summary>
    public static void Prepacked(in Matrix<T> a, PackedMatrix<T> b, int column, int columns, T* c, nint resultStep, T* bias)
    {
        var packsA = Collides(a, columns);
        var (most, rowsOfBlock) = (InnerOf(a.Columns), EvenRows(a.Rows));
        using var bufferA = new PackingBuffer<T>(packsA ? Math.Min(rowsOfBlock, a.Rows) * most : 0);
        for (var p = 0; p < a.Columns; p += most)
        {
            var inner = Math.Min(most, a.Columns - p);
            for (var row = 0; row < a.Rows; row += rowsOfBlock)
            {
                var blockA = a.Part(row, Math.Min(rowsOfBlock, a.Rows - row), p, inner);
                if (packsA)
                    PackA(blockA, bufferA.Memory);
                Block(
                    blockA, new(null, inner, columns, 0, 0), bufferA.Memory, new(b.Panel(column) + p * PanelColumns, b.Rows * PanelColumns, packs: false),
                    Target(c + row * resultStep, resultStep, p + inner == a.Columns ? bias : null, p > 0, inner));
            }
        }
    }

    /// <summary>Rows of a block, whole tiles, of so many rows: few more than usual are one block still, for B is read once for each.</summary>
    private static int EvenRows(int rows)
    {
        var blocks = Math.Max(1, (rows + Rows / 2) / Rows);
        return ((rows + blocks - 1) / blocks + L.TileRows - 1) / L.TileRows * L.TileRows;
    }

    /// <summary>
    /// Whether what a tile reads of A lies in few sets of the caches. Otherwise A is read as fast where it lies: each of its numbers serves two vectors
    /// at a time.
    /// </summary>
    private static bool Collides(in Matrix<T> a, int columns)
    {
        var step = Math.Max(a.RowStep, a.ColumnStep) * sizeof(T);
        return a.Rows > L.TileRows && (step % Page == 0 || (step % (Page / 2) == 0 && columns > FewPanels * PanelColumns));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TileOperands<T> Target(T* c, nint resultStep, T* bias, bool adds, int inner) =>
        new() { C = c, ResultStep = resultStep, Bias = bias, Adds = adds, Inner = inner };

    private static void PackA(in Matrix<T> a, T* packed)
    {
        for (var row = 0; row < a.Rows; row += L.TileRows)
        {
            var rows = Math.Min(L.TileRows, a.Rows - row);
            Packing<T>.Run(a.Memory + row * a.RowStep, a.RowStep, a.ColumnStep, rows, a.Columns, packed + row * a.Columns, rows);
        }
    }

    private static void PackPanel(in Matrix<T> b, int column, T* packed) =>
        Packing<T>.Run(b.Memory + column * b.ColumnStep, b.ColumnStep, b.RowStep, Math.Min(PanelColumns, b.Columns - column), b.Rows, packed, PanelColumns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(in Matrix<T> a, in Matrix<T> b, T* packedA, Panels panels, TileOperands<T> tile)
    {
        var (c, bias) = ((nint)tile.C, (nint)tile.Bias);
        for (var column = 0; column < b.Columns; column += PanelColumns)
        {
            var panel = panels.Memory + column / PanelColumns * panels.Step;
            if (panels.Packs)
                PackPanel(b, column, panel);
            if (panels.Memory != null)
                AskAhead(b, column + PanelColumns, panel + panels.Step, panels.Packs, ref tile);
            tile.B = panels.Memory != null ? panel : b.Memory + column;
            tile.ColumnStep = panels.Memory != null ? PanelColumns : b.RowStep;
            tile.C = (T*)c + column;
            tile.Bias = bias == 0 ? null : (T*)bias + column;
            Strip<T, V, L>.Run(a, packedA, Math.Min(PanelColumns, b.Columns - column), ref tile);
        }
    }

    /// <summary>The panel after this one: its rows where they lie if it is still to be packed, otherwise the packed ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AskAhead(in Matrix<T> b, int column, T* panel, bool packs, ref TileOperands<T> tile)
    {
        if (column >= b.Columns)
            tile.Ahead = null;
        else if (!packs)
        {
            tile.Ahead = panel;
            tile.AheadStep = PanelColumns;
        }
        else if (b.ColumnStep == 1)
        {
            tile.Ahead = b.Memory + column + L.Count - 1;
            tile.AheadStep = b.RowStep;
        }
    }

    /// <summary>Packed panels of B, one every so many elements, and whether they are still to be packed; none where B is read in its place.</summary>
    private readonly struct Panels(T* memory, nint step, bool packs)
    {
        public readonly T* Memory = memory;
        public readonly nint Step = step;
        public readonly bool Packs = packs;
    }
}
