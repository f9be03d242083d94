using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// The work of attention is divided into heads of keys and values, and a head into strips of queries: the scores of one strip are all that there are at a time,
/// so memory grows with the number of keys, and never with that of pairs.
/// </summary>
internal static unsafe class AttentionStrips<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int Bytes = 512 * 1024;       // of the scores of a strip, which stay in a second-level cache
    private const int Least = 24;
    private const int Most = 96;
    private const int Page = 2048;

    /// <summary>How many queries a strip has.</summary>
    public static int Rows(int queries, int keys) =>
        Math.Min(queries, Math.Clamp(Bytes / sizeof(T) / Step(keys) / L.TileRows * L.TileRows, Least, Most));

    /// <summary>How far a row of scores is from the next: room for whole panels, and no row where another displaces it from the cache.</summary>
    public static int Step(int keys)
    {
        var width = Panels<T, V, L>.Whole(keys);
        return width * sizeof(T) % Page == 0 ? width + L.Count : width;
    }

    /// <summary>Keys, or values, with zeros where a mask hides the key from all.</summary>
    public static void PackTransposed(in AttentionMatrices<T> m, in HeadRows<T> rows, int sample, int head, T* panels)
    {
        Panels<T, V, L>.Pack(rows.Part(sample, head, 0, rows.Rows).Transpose, panels);
        for (var key = 0; m.HidesKeys && key < rows.Rows; key++)
            if (!m.Seen[(nint)sample * m.SeenSample + key])
                Panels<T, V, L>.ClearColumn(panels, rows.Size, key);
    }

    /// <summary>The same, not transposed.</summary>
    public static void Pack(in AttentionMatrices<T> m, in HeadRows<T> rows, int sample, int head, T* panels)
    {
        Panels<T, V, L>.Pack(rows.Part(sample, head, 0, rows.Rows), panels);
        for (var key = 0; m.HidesKeys && key < rows.Rows; key++)
            if (!m.Seen[(nint)sample * m.SeenSample + key])
                Panels<T, V, L>.ClearRow(panels, rows.Rows, rows.Size, key);
    }
}
