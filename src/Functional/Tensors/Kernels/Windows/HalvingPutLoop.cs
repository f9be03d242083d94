using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>The same as <see cref="PutLoop{T, I}"/> where the windows are squares of 2 × 2 side by side: each writes its four places, and a last row or column that no window holds is 0.</summary>
internal readonly struct HalvingPutLoop<T, I>(WindowGrid grid, T[] dy, I[] places, T[] dx) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
    where I : struct, IBinaryInteger<I>
{
    /// <summary>How many pairs of rows there are, of all images; the last one of each may be a row by itself.</summary>
    public static int Rows(WindowGrid grid) => grid.Height.Count == 0 ? 0 : grid.Rows.Windows / grid.Height.Count * Pairs(grid);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (height, channels, pairs) = (grid.Height, grid.Channels, Pairs(grid));
        nint line = grid.InputRow;
        var (none, zero, one, two, three) = (L.Broadcast(T.Zero), L.PlaceOf(0), L.PlaceOf(1), L.PlaceOf(2), L.PlaceOf(3));
        for (var row = start; row < end; row++)
        {
            var (image, pair) = (row / pairs, row % pairs);
            var first = (image * height.Size + 2 * pair) * line;
            if (pair == height.Count)
            {
                dx.AsSpan((int)first, (int)line).Clear();
                continue;
            }
            var window = ((nint)image * height.Count + pair) * grid.WindowRow;
            ref var result = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(dx), first);
            ref var source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(dy), window);
            ref var numbers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), window);
            nint to = 0;
            for (nint from = 0; from < grid.WindowRow; from += channels, to += 2 * channels)
                for (nint c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var (place, put, at) = (L.LoadPlaces(ref numbers, from + c), L.Load(ref source, from + c), to + c);
                    L.Store(L.Select(L.AreSame(place, zero), put, none), ref result, at);
                    L.Store(L.Select(L.AreSame(place, one), put, none), ref result, at + channels);
                    L.Store(L.Select(L.AreSame(place, two), put, none), ref result, at + line);
                    L.Store(L.Select(L.AreSame(place, three), put, none), ref result, at + line + channels);
                    if (c + L.Count >= channels)
                        break;
                }
            if (to < line)
            {
                dx.AsSpan((int)(first + to), channels).Clear();
                dx.AsSpan((int)(first + line + to), channels).Clear();
            }
        }
    }

    private static int Pairs(WindowGrid grid) => (grid.Height.Size + 1) / 2;
}
