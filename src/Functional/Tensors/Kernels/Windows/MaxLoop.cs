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
        nint down = (nint)width.Size * channels * height.Step, deep = (nint)width.Size * channels * height.Size * depth.Step, right = (nint)channels * width.Step;
        ref var source = ref MemoryMarshal.GetArrayDataReference(x);
        ref var result = ref MemoryMarshal.GetArrayDataReference(y);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(places);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Count, row % height.Count);
            var (image, d) = (outer / depth.Count, outer % depth.Count);
            var (d0, d1, h0, h1) = (depth.First[d], depth.End[d], height.First[h], height.End[h]);
            var line = (((nint)image * depth.Size + depth.Start[d] + d0 * depth.Step) * height.Size + height.Start[h] + h0 * height.Step) * width.Size;
            for (var w = 0; w < width.Count; w++)
            {
                var (w0, w1) = (width.First[w], width.End[w]);
                var corner = (line + width.Start[w] + w0 * width.Step) * channels;
                var to = ((nint)row * width.Count + w) * channels;
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var largest = rectified ? L.Broadcast(T.Zero) : L.Load(ref source, corner + c);
                    var chosen = L.PlaceOf(rectified ? grid.Places : (d0 * height.Places + h0) * width.Places + w0);
                    var plane = corner + c;
                    for (var i = d0; i < d1; i++, plane += deep)
                    {
                        var edge = plane;
                        for (var j = h0; j < h1; j++, edge += down)
                        {
                            var at = edge;
                            var number = (i * height.Places + j) * width.Places;
                            for (var k = w0; k < w1; k++, at += right)
                            {
                                var next = L.Load(ref source, at);
                                var exceeds = L.Exceeds(next, largest);
                                largest = L.Select(exceeds, next, largest);
                                chosen = L.Select(exceeds, L.PlaceOf(number + k), chosen);
                            }
                        }
                    }
                    L.Store(largest, ref result, to + c);
                    L.StorePlaces(chosen, ref numbers, to + c);
                    if (c + L.Count >= channels)
                        break;
                }
            }
        }
    }
}
