namespace Functional.Kernels;

/// <summary>Chooses the tile for a number of rows and columns.</summary>
internal static unsafe class ConvolutionTiles<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>The columns of a panel: two vectors, or one where each lane has a channel of its own.</summary>
    public static int PanelColumns<K>()
        where K : struct, IChannels => K.AreApart ? L.Count : 2 * L.Count;

    /// <summary>How many rows of a line each of its tiles has at most, so that they are about equally high.</summary>
    public static int Height(int rows)
    {
        var tiles = (rows + L.TileRows - 1) / L.TileRows;
        return (rows + tiles - 1) / tiles;
    }

    /// <summary>Neighbouring rows of A, <see cref="ConvolutionOperands{T}.RowStep"/> apart: at most as many as a tile has.</summary>
    public static void Run<K>(int rows, int columns, ref ConvolutionOperands<T> o)
        where K : struct, IChannels
    {
        (o.Second, o.Third) = (4 * o.RowStep, 8 * o.RowStep);
        if (columns == 2 * L.Count)
            Rows<TwoVectors, K>(rows, o, default);
        else if (columns > L.Count)
            Rows<OneAndAPart, K>(rows, o, L.MaskOf(columns - L.Count));
        else if (columns == L.Count)
            Rows<OneVector, K>(rows, o, default);
        else
            Rows<APart, K>(rows, o, L.MaskOf(columns));
    }

    /// <summary>The same number of rows, up to 6, from each of two or three places in A: at most as many in all as a tile has.</summary>
    public static void Run<K>(int places, int rows, int columns, in ConvolutionOperands<T> o)
        where K : struct, IChannels
    {
        if (columns == 2 * L.Count)
            Places<TwoVectors, K>(places, rows, o, default);
        else if (columns > L.Count)
            Places<OneAndAPart, K>(places, rows, o, L.MaskOf(columns - L.Count));
        else if (columns == L.Count)
            Places<OneVector, K>(places, rows, o, default);
        else
            Places<APart, K>(places, rows, o, L.MaskOf(columns));
    }

    private static void Rows<W, K>(int rows, in ConvolutionOperands<T> o, V mask)
        where W : struct, IWidth
        where K : struct, IChannels
    {
        switch (rows)
        {
            case 1: ConvolutionTile<T, V, L>.Run<Rows1, Rows4, W, K>(o, mask); break;
            case 2: ConvolutionTile<T, V, L>.Run<Rows2, Rows4, W, K>(o, mask); break;
            case 3: ConvolutionTile<T, V, L>.Run<Rows3, Rows4, W, K>(o, mask); break;
            case 4: ConvolutionTile<T, V, L>.Run<Rows4, Rows4, W, K>(o, mask); break;
            case 5: ConvolutionTile<T, V, L>.Run<Rows5, Rows4, W, K>(o, mask); break;
            case 6: ConvolutionTile<T, V, L>.Run<Rows6, Rows4, W, K>(o, mask); break;
            case 7: ConvolutionTile<T, V, L>.Run<Rows7, Rows4, W, K>(o, mask); break;
            case 8: ConvolutionTile<T, V, L>.Run<Rows8, Rows4, W, K>(o, mask); break;
            case 9: ConvolutionTile<T, V, L>.Run<Rows9, Rows4, W, K>(o, mask); break;
            case 10: ConvolutionTile<T, V, L>.Run<Rows10, Rows4, W, K>(o, mask); break;
            case 11: ConvolutionTile<T, V, L>.Run<Rows11, Rows4, W, K>(o, mask); break;
            default: ConvolutionTile<T, V, L>.Run<Rows12, Rows4, W, K>(o, mask); break;
        }
    }

    private static void Places<W, K>(int places, int rows, in ConvolutionOperands<T> o, V mask)
        where W : struct, IWidth
        where K : struct, IChannels
    {
        switch (places, rows)
        {
            case (2, 1): ConvolutionTile<T, V, L>.Run<Rows2, Rows1, W, K>(o, mask); break;
            case (2, 2): ConvolutionTile<T, V, L>.Run<Rows4, Rows2, W, K>(o, mask); break;
            case (2, 3): ConvolutionTile<T, V, L>.Run<Rows6, Rows3, W, K>(o, mask); break;
            case (2, 4): ConvolutionTile<T, V, L>.Run<Rows8, Rows4, W, K>(o, mask); break;
            case (2, 5): ConvolutionTile<T, V, L>.Run<Rows10, Rows5, W, K>(o, mask); break;
            case (2, 6): ConvolutionTile<T, V, L>.Run<Rows12, Rows6, W, K>(o, mask); break;
            case (3, 1): ConvolutionTile<T, V, L>.Run<Rows3, Rows1, W, K>(o, mask); break;
            case (3, 2): ConvolutionTile<T, V, L>.Run<Rows6, Rows2, W, K>(o, mask); break;
            case (3, 3): ConvolutionTile<T, V, L>.Run<Rows9, Rows3, W, K>(o, mask); break;
            default: ConvolutionTile<T, V, L>.Run<Rows12, Rows4, W, K>(o, mask); break;
        }
    }
}
