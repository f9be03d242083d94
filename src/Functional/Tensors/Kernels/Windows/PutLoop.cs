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
        var list = new PlaceList(depth.MostWindows * height.MostWindows * width.MostWindows);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Size, row % height.Size);
            var (image, d) = (outer / depth.Size, outer % depth.Size);
            var windows = (nint)image * depth.Count * height.Count * width.Count * channels;
            for (var w = 0; w < width.Size; w++)
            {
                list.WindowsOf(grid, d, h, w);
                var to = ((nint)row * width.Size + w) * channels;
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    Gather<V, L>(windows + c, list, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(dx), to + c));
                    if (c + L.Count >= channels)
                        break;
                }
            }
        }
    }

    /// <summary>What comes to one place of the input. A loop by itself, so that the JIT keeps all of it in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Gather<V, L>(nint from, PlaceList list, ref T result)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var none = L.Broadcast(T.Zero);
        var sum = none;
        if (list.Count > 0)
        {
            ref var source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(dy), from);
            ref var numbers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), from);
            ref var offset = ref MemoryMarshal.GetArrayDataReference(list.Offsets);
            ref var place = ref MemoryMarshal.GetArrayDataReference(list.Numbers);
            sum = L.Select(L.AreSame(L.LoadPlaces(ref numbers, offset), L.PlaceOf(place)), L.Load(ref source, offset), none);
            for (var i = 1; i < list.Count; i++)
            {
                var at = Unsafe.Add(ref offset, i);
                var isHere = L.AreSame(L.LoadPlaces(ref numbers, at), L.PlaceOf(Unsafe.Add(ref place, i)));
                sum = L.Add(sum, L.Select(isHere, L.Load(ref source, at), none));
            }
        }
        L.Store(sum, ref result, 0);
    }
}
