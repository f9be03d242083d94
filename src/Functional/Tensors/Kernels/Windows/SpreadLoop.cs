using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// Spreads the number of each window over its places: every place of the input has the sum of its windows' numbers, each divided by how many places are counted
/// there, in the order of the windows; 0 where no window is. The adjoint of <see cref="AverageLoop{T}"/>.
/// </summary>
internal readonly struct SpreadLoop<T>(WindowGrid grid, T[] dy, T[] dx, WindowCounts counts) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static void Run(WindowGrid grid, T[] dy, T[] dx, Divisor divisor, int widest) =>
        WindowLoops.Run<T, SpreadLoop<T>>(new(grid, dy, dx, new(grid, divisor)), grid.Rows.Input, grid.Work.Input, grid.Channels, widest);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (depth, height, width, channels) = (grid.Depth, grid.Height, grid.Width, grid.Channels);
        ref var source = ref MemoryMarshal.GetArrayDataReference(dy);
        ref var result = ref MemoryMarshal.GetArrayDataReference(dx);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Size, row % height.Size);
            var (image, d) = (outer / depth.Size, outer % depth.Size);
            for (var w = 0; w < width.Size; w++)
            {
                var to = ((nint)row * width.Size + w) * channels;
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var sum = L.Broadcast(T.Zero);
                    for (var i = depth.Begin[d]; i < depth.Begin[d + 1]; i++)
                        for (var j = height.Begin[h]; j < height.Begin[h + 1]; j++)
                        {
                            var line = (((nint)image * depth.Count + depth.Window[i]) * height.Count + height.Window[j]) * width.Count;
                            for (var k = width.Begin[w]; k < width.Begin[w + 1]; k++)
                            {
                                var window = width.Window[k];
                                var number = L.Load(ref source, (line + window) * channels + c);
                                sum = L.Add(sum, L.Divide(number, L.Broadcast(T.CreateTruncating(counts.Of(depth.Window[i], height.Window[j], window)))));
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
