namespace Functional.Kernels;

/// <summary>Chooses the tile for a number of rows and columns.</summary>
internal static unsafe class ConvolutionTiles<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>The columns of two vectors.</summary>
    public static int PanelColumns => 2 * L.Count;

    /// <summary>How many rows of a line each of its tiles has at most, so that they are about equally high.</summary>
    public static int Height(int rows)
    {
        var tiles = (rows + L.TileRows - 1) / L.TileRows;
        return (rows + tiles - 1) / tiles;
    }

    /// <summary>Neighbouring rows of A, <see cref="ConvolutionOperands{T}.RowStep"/> apart: at most as many as a tile has.</summary>
    public static void Run(int rows, int columns, ref ConvolutionOperands<T> o)
    {
        (o.Second, o.Third) = (4 * o.RowStep, 8 * o.RowStep);
        if (columns == PanelColumns)
            Rows<TwoVectors>(rows, o, default);
        else if (columns > L.Count)
            Rows<OneAndAPart>(rows, o, L.MaskOf(columns - L.Count));
        else if (columns == L.Count)
            Rows<OneVector>(rows, o, default);
        else
            Rows<APart>(rows, o, L.MaskOf(columns));
    }

    /// <summary>The same number of rows, up to 6, from each of two or three places in A: at most as many in all as a tile has.</summary>
    public static void Run(int places, int rows, int columns, in ConvolutionOperands<T> o)
    {
        if (columns == PanelColumns)
            Places<TwoVectors>(places, rows, o, default);
        else if (columns > L.Count)
            Places<OneAndAPart>(places, rows, o, L.MaskOf(columns - L.Count));
        else if (columns == L.Count)
            Places<OneVector>(places, rows, o, default);
        else
            Places<APart>(places, rows, o, L.MaskOf(columns));
    }

    private static void Rows<W>(int rows, in ConvolutionOperands<T> o, V mask)
        where W : struct, IWidth
    {
        switch (rows)
        {
            case 1: ConvolutionTile<T, V, L>.Run<Rows1, Rows4, W>(o, mask); break;
            case 2: ConvolutionTile<T, V, L>.Run<Rows2, Rows4, W>(o, mask); break;
            case 3: ConvolutionTile<T, V, L>.Run<Rows3, Rows4, W>(o, mask); break;
            case 4: ConvolutionTile<T, V, L>.Run<Rows4, Rows4, W>(o, mask); break;
            case 5: ConvolutionTile<T, V, L>.Run<Rows5, Rows4, W>(o, mask); break;
            case 6: ConvolutionTile<T, V, L>.Run<Rows6, Rows4, W>(o, mask); break;
            case 7: ConvolutionTile<T, V, L>.Run<Rows7, Rows4, W>(o, mask); break;
            case 8: ConvolutionTile<T, V, L>.Run<Rows8, Rows4, W>(o, mask); break;
            case 9: ConvolutionTile<T, V, L>.Run<Rows9, Rows4, W>(o, mask); break;
            case 10: ConvolutionTile<T, V, L>.Run<Rows10, Rows4, W>(o, mask); break;
            case 11: ConvolutionTile<T, V, L>.Run<Rows11, Rows4, W>(o, mask); break;
            default: ConvolutionTile<T, V, L>.Run<Rows12, Rows4, W>(o, mask); break;
        }
    }

    private static void Places<W>(int places, int rows, in ConvolutionOperands<T> o, V mask)
        where W : struct, IWidth
    {
        switch (places, rows)
        {
            case (2, 1): ConvolutionTile<T, V, L>.Run<Rows2, Rows1, W>(o, mask); break;
            case (2, 2): ConvolutionTile<T, V, L>.Run<Rows4, Rows2, W>(o, mask); break;
            case (2, 3): ConvolutionTile<T, V, L>.Run<Rows6, Rows3, W>(o, mask); break;
            case (2, 4): ConvolutionTile<T, V, L>.Run<Rows8, Rows4, W>(o, mask); break;
            case (2, 5): ConvolutionTile<T, V, L>.Run<Rows10, Rows5, W>(o, mask); break;
            case (2, 6): ConvolutionTile<T, V, L>.Run<Rows12, Rows6, W>(o, mask); break;
            case (3, 1): ConvolutionTile<T, V, L>.Run<Rows3, Rows1, W>(o, mask); break;
            case (3, 2): ConvolutionTile<T, V, L>.Run<Rows6, Rows2, W>(o, mask); break;
            case (3, 3): ConvolutionTile<T, V, L>.Run<Rows9, Rows3, W>(o, mask); break;
            default: ConvolutionTile<T, V, L>.Run<Rows12, Rows4, W>(o, mask); break;
        }
    }
}
