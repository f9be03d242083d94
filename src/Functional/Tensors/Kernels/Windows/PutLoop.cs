using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// Puts the number of each window where its place is: every place of the input has the sum of what its windows put there, in their order, and 0 where they put
/// nothing. The adjoint of <see cref="TakeLoop{T, I}"/>.
/// </summary>
internal readonly struct PutLoop<T, I>(WindowGrid grid, T[] dy, I[] places, T[] dx) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
    where I : struct, IBinaryInteger<I>
{
    public static void Run(WindowGrid grid, T[] dy, I[] places, T[] dx, int widest, bool halving = true)
    {
        if (halving && grid.IsHalving)
            WindowLoops.Run<T, HalvingPutLoop<T, I>>(
                new(grid, dy, places, dx), HalvingPutLoop<T, I>.Rows(grid), 2 * grid.Work.Input, grid.Channels, widest);
        else
            WindowLoops.Run<T, PutLoop<T, I>>(new(grid, dy, places, dx), grid.Rows.Input, grid.Work.Input, grid.Channels, widest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (depth, height, width, channels) = (grid.Depth, grid.Height, grid.Width, grid.Channels);
        var none = L.Broadcast(T.Zero);
        ref var source = ref MemoryMarshal.GetArrayDataReference(dy);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(places);
        ref var result = ref MemoryMarshal.GetArrayDataReference(dx);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Size, row % height.Size);
            var (image, d) = (outer / depth.Size, outer % depth.Size);
            var (d0, d1, h0, h1) = (depth.Begin[d], depth.Begin[d + 1], height.Begin[h], height.Begin[h + 1]);
            for (var w = 0; w < width.Size; w++)
            {
                var (w0, w1) = (width.Begin[w], width.Begin[w + 1]);
                var to = ((nint)row * width.Size + w) * channels;
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var (sum, isFirst) = (none, true);
                    for (var i = d0; i < d1; i++)
                        for (var j = h0; j < h1; j++)
                        {
                            var line = (((nint)image * depth.Count + depth.Window[i]) * height.Count + height.Window[j]) * width.Count;
                            var number = (depth.Place[i] * height.Places + height.Place[j]) * width.Places;
                            for (var k = w0; k < w1; k++)
                            {
                                var at = (line + width.Window[k]) * channels + c;
                                var isHere = L.AreSame(L.LoadPlaces(ref numbers, at), L.PlaceOf(number + width.Place[k]));
                                var put = L.Select(isHere, L.Load(ref source, at), none);
                                sum = isFirst ? put : L.Add(sum, put);
                                isFirst = false;
                            }
                        }
                    L.Store(sum, ref result, to + c);
                    if (c + L.Count >= channels)
                        break;
                }
            }
        }
    }
}
