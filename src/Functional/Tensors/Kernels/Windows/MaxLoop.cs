using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// The largest of each window, and which place it has there: of equals the first, of those that are NaN the first. Rectified, it is the larger of that and 0, and
/// where it is not above 0 the number of places stands for none of them.
/// </summary>
internal readonly struct MaxLoop<T, I>(WindowGrid grid, T[] x, T[] y, I[] places, bool rectified) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
    where I : struct, IBinaryInteger<I>
{
    public static void Run(WindowGrid grid, T[] x, T[] y, I[] places, bool rectified, int widest, bool halving = true)
    {
        if (halving && grid.IsHalving)
            WindowLoops.Run<T, HalvingMaxLoop<T, I>>(new(grid, x, y, places, rectified), grid.Rows.Windows, grid.Work.Windows, grid.Channels, widest);
        else
            WindowLoops.Run<T, MaxLoop<T, I>>(new(grid, x, y, places, rectified), grid.Rows.Windows, grid.Work.Windows, grid.Channels, widest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (depth, height, width, channels) = (grid.Depth, grid.Height, grid.Width, grid.Channels);
        var list = new PlaceList(grid.Places);
        ref var result = ref MemoryMarshal.GetArrayDataReference(y);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(places);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Count, row % height.Count);
            var (image, d) = (outer / depth.Count, outer % depth.Count);
            var line = (((nint)image * depth.Size + depth.Start[d]) * height.Size + height.Start[h]) * width.Size;
            for (var w = 0; w < width.Count; w++)
            {
                if (w == 0 || width.First[w] != width.First[w - 1] || width.End[w] != width.End[w - 1])
                    list.PlacesOf(grid, d, h, w);
                var corner = (line + width.Start[w]) * channels;
                var to = ((nint)row * width.Count + w) * channels;
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    // The sum is NaN if a number is, and where infinities meet; then it is looked at more closely.
                    if (!Scan<V, L, OrderOfNumbers>(corner + c, list, ref Unsafe.Add(ref result, to + c), ref Unsafe.Add(ref numbers, to + c)))
                        Scan<V, L, OrderWithNaN>(corner + c, list, ref Unsafe.Add(ref result, to + c), ref Unsafe.Add(ref numbers, to + c));
                    if (c + L.Count >= channels)
                        break;
                }
            }
        }
    }

    /// <summary>The largest of one window and its place. A loop by itself, so that the JIT keeps all of it in registers.</summary>
    /// <returns>Whether the sum of all is a number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool Scan<V, L, O>(nint corner, PlaceList list, ref T result, ref I number)
        where V : struct
        where L : struct, IWindowLanes<T, V>
        where O : struct, IWindowOrder
    {
        // The corner may lie in the padding, before the array: no reference points there.
        ref var source = ref MemoryMarshal.GetArrayDataReference(x);
        ref var offset = ref MemoryMarshal.GetArrayDataReference(list.Offsets);
        ref var place = ref MemoryMarshal.GetArrayDataReference(list.Numbers);
        var sum = L.Load(ref source, corner + offset);
        var (largest, chosen) = rectified ? (L.Broadcast(T.Zero), L.PlaceOf(grid.Places)) : (sum, L.PlaceOf(place));
        var count = list.Count;
        for (var i = rectified ? 0 : 1; i < count; i++)
        {
            var next = L.Load(ref source, corner + Unsafe.Add(ref offset, i));
            var exceeds = O.Exceeds<T, V, L>(next, largest);
            largest = L.Select(exceeds, next, largest);
            chosen = L.Select(exceeds, L.PlaceOf(Unsafe.Add(ref place, i)), chosen);
            sum = L.Add(sum, next);
        }
        L.Store(largest, ref result, 0);
        L.StorePlaces(chosen, ref number, 0);
        return L.AreNumbers(sum);
    }
}
