using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>Walks the tiles of a strip of the result, at most two vectors wide, from the top down.</summary>
internal static unsafe class Strip<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    public static void Run(in Matrix<T> a, T* packedA, int columns, ref TileOperands<T> tile)
    {
        if (columns == 2 * L.Count)
            Run<TwoVectors>(a, packedA, default, ref tile);
        else if (columns > L.Count)
            Run<OneAndAPart>(a, packedA, L.MaskOf(columns - L.Count), ref tile);
        else if (columns == L.Count)
            Run<OneVector>(a, packedA, default, ref tile);
        else
            Run<APart>(a, packedA, L.MaskOf(columns), ref tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<W>(in Matrix<T> a, T* packedA, V mask, ref TileOperands<T> tile)
        where W : struct, IWidth
    {
        (tile.RowStep, tile.InnerStep) = packedA != null ? (1, L.TileRows) : (a.RowStep, a.ColumnStep);
        var row = 0;
        for (; row <= a.Rows - L.TileRows; row += L.TileRows, tile.C += L.TileRows * tile.ResultStep)
        {
            tile.A = packedA != null ? packedA + row * a.Columns : a.Memory + row * a.RowStep;
            if (typeof(W) == typeof(TwoVectors) && row <= L.TileRows && tile.Ahead != null)
            {
                // The first tile asks for one vector of each row of the next panel, the second for the other.
                Full<TwoVectorsAndAhead>(tile, mask);
                tile.Ahead += L.Count;
            }
            else
                Full<W>(tile, mask);
        }
        if (row == a.Rows)
            return;
        tile.A = packedA != null ? packedA + row * a.Columns : a.Memory + row * a.RowStep;
        if (packedA != null)
            tile.InnerStep = a.Rows - row;
        Rest<W>(a.Rows - row, tile, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Full<W>(in TileOperands<T> tile, V mask)
        where W : struct, IWidth
    {
        if (L.TileRows == 12)
            Tile<T, V, L>.Run<Rows12, W>(tile, mask);
        else
            Tile<T, V, L>.Run<Rows6, W>(tile, mask);
    }

    private static void Rest<W>(int rows, in TileOperands<T> tile, V mask)
        where W : struct, IWidth
    {
        switch (rows)
        {
            case 1: Tile<T, V, L>.Run<Rows1, W>(tile, mask); break;
            case 2: Tile<T, V, L>.Run<Rows2, W>(tile, mask); break;
            case 3: Tile<T, V, L>.Run<Rows3, W>(tile, mask); break;
            case 4: Tile<T, V, L>.Run<Rows4, W>(tile, mask); break;
            case 5: Tile<T, V, L>.Run<Rows5, W>(tile, mask); break;
            case 6: Tile<T, V, L>.Run<Rows6, W>(tile, mask); break;
            case 7: Tile<T, V, L>.Run<Rows7, W>(tile, mask); break;
            case 8: Tile<T, V, L>.Run<Rows8, W>(tile, mask); break;
            case 9: Tile<T, V, L>.Run<Rows9, W>(tile, mask); break;
            case 10: Tile<T, V, L>.Run<Rows10, W>(tile, mask); break;
            default: Tile<T, V, L>.Run<Rows11, W>(tile, mask); break;
        }
    }
}
