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
        for (var row = start; row < end; row++)
        {
            ref var source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(x), (row / height.Count * height.Size + row % height.Count * 2) * line);
            ref var result = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(y), (nint)row * grid.WindowRow);
            ref var numbers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), (nint)row * grid.WindowRow);
            for (nint from = 0, to = 0; to < grid.WindowRow; from += 2 * channels, to += channels)
                for (nint c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var at = from + c;
                    var (x0, x1) = (L.Load(ref source, at), L.Load(ref source, at + channels));
                    var (x2, x3) = (L.Load(ref source, at + line), L.Load(ref source, at + line + channels));
                    // The sum is NaN if a number is, and where infinities meet; then it is looked at more closely.
                    var (largest, chosen) = L.AreNumbers(L.Add(L.Add(x0, x1), L.Add(x2, x3)))
                        ? Largest<V, L, OrderOfNumbers>(x0, x1, x2, x3)
                        : Largest<V, L, OrderWithNaN>(x0, x1, x2, x3);
                    L.Store(largest, ref result, to + c);
                    L.StorePlaces(chosen, ref numbers, to + c);
                    if (c + L.Count >= channels)
                        break;
                }
        }
    }
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (V Largest, V Chosen) Largest<V, L, O>(V x0, V x1, V x2, V x3)
        where V : struct
        where L : struct, IWindowLanes<T, V>
        where O : struct, IWindowOrder
    {
        var (largest, chosen) = (x0, L.PlaceOf(0));
        if (rectified)
        {
            var opens = O.Exceeds<T, V, L>(x0, L.Broadcast(T.Zero));
            (largest, chosen) = (L.Select(opens, x0, L.Broadcast(T.Zero)), L.Select(opens, chosen, L.PlaceOf(4)));
        }
        var exceeds = O.Exceeds<T, V, L>(x1, largest);
        (largest, chosen) = (L.Select(exceeds, x1, largest), L.Select(exceeds, L.PlaceOf(1), chosen));
        exceeds = O.Exceeds<T, V, L>(x2, largest);
        (largest, chosen) = (L.Select(exceeds, x2, largest), L.Select(exceeds, L.PlaceOf(2), chosen));
        exceeds = O.Exceeds<T, V, L>(x3, largest);
        return (L.Select(exceeds, x3, largest), L.Select(exceeds, L.PlaceOf(3), chosen));
    }
}
