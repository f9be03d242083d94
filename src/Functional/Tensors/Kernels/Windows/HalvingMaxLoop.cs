using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>The same as <see cref="MaxLoop{T, I}"/> where the windows are squares of 2 × 2 side by side: four numbers at a time, and nothing to look up.</summary>
internal readonly struct HalvingMaxLoop<T, I>(WindowGrid grid, T[] x, T[] y, I[] places, bool rectified) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
    where I : struct, IBinaryInteger<I>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (height, channels) = (grid.Height, grid.Channels);
        nint line = grid.InputRow;
        var (one, two, three) = (L.PlaceOf(1), L.PlaceOf(2), L.PlaceOf(3));
        for (var row = start; row < end; row++)
        {
            ref var source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(x), (row / height.Count * height.Size + row % height.Count * 2) * line);
            ref var result = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(y), (nint)row * grid.WindowRow);
            ref var numbers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), (nint)row * grid.WindowRow);
            for (nint from = 0, to = 0; to < grid.WindowRow; from += 2 * channels, to += channels)
                for (nint c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var at = from + c;
                    var (largest, chosen) = (L.Load(ref source, at), L.PlaceOf(0));
                    if (rectified)
                    {
                        var opens = L.Exceeds(largest, L.Broadcast(T.Zero));
                        (largest, chosen) = (L.Select(opens, largest, L.Broadcast(T.Zero)), L.Select(opens, chosen, L.PlaceOf(4)));
                    }
                    var next = L.Load(ref source, at + channels);
                    var exceeds = L.Exceeds(next, largest);
                    (largest, chosen) = (L.Select(exceeds, next, largest), L.Select(exceeds, one, chosen));
                    next = L.Load(ref source, at + line);
                    exceeds = L.Exceeds(next, largest);
                    (largest, chosen) = (L.Select(exceeds, next, largest), L.Select(exceeds, two, chosen));
                    next = L.Load(ref source, at + line + channels);
                    exceeds = L.Exceeds(next, largest);
                    (largest, chosen) = (L.Select(exceeds, next, largest), L.Select(exceeds, three, chosen));
                    L.Store(largest, ref result, to + c);
                    L.StorePlaces(chosen, ref numbers, to + c);
                    if (c + L.Count >= channels)
                        break;
                }
        }
    }
}
