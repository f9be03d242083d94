using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>Takes of each window the number at its place, and 0 where it has none. The adjoint of <see cref="PutLoop{T, I}"/>.</summary>
internal readonly struct TakeLoop<T, I>(WindowGrid grid, T[] x, I[] places, T[] y) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
    where I : struct, IBinaryInteger<I>
{
    public static void Run(WindowGrid grid, T[] x, I[] places, T[] y, int widest) =>
        WindowLoops.Run<T, TakeLoop<T, I>>(new(grid, x, places, y), grid.Rows.Windows, grid.Work.Windows, grid.Channels, widest);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (depth, height, width, channels) = (grid.Depth, grid.Height, grid.Width, grid.Channels);
        ref var source = ref MemoryMarshal.GetArrayDataReference(x);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(places);
        ref var result = ref MemoryMarshal.GetArrayDataReference(y);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Count, row % height.Count);
            var (image, d) = (outer / depth.Count, outer % depth.Count);
            for (var w = 0; w < width.Count; w++)
            {
                var to = ((nint)row * width.Count + w) * channels;
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var (taken, chosen) = (L.Broadcast(T.Zero), L.LoadPlaces(ref numbers, to + c));
                    for (var i = depth.First[d]; i < depth.End[d]; i++)
                        for (var j = height.First[h]; j < height.End[h]; j++)
                        {
                            var line = (((nint)image * depth.Size + depth.Start[d] + i * depth.Step) * height.Size + height.Start[h] + j * height.Step) * width.Size
                                + width.Start[w];
                            var number = (i * height.Places + j) * width.Places;
                            for (var k = width.First[w]; k < width.End[w]; k++)
                                taken = L.Select(
                                    L.AreSame(chosen, L.PlaceOf(number + k)), L.Load(ref source, (line + k * width.Step) * channels + c), taken);
                        }
                    L.Store(taken, ref result, to + c);
                    if (c + L.Count >= channels)
                        break;
                }
            }
        }
    }
}
