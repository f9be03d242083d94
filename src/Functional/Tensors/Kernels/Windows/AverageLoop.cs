using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// The sum of each window, divided by how many places are counted. Lines are summed up by themselves, then the lines of a plane, then the planes, so that rounding
/// grows with the length of a window along one axis and not with its places. The adjoint of <see cref="SpreadLoop{T}"/>.
/// </summary>
internal readonly struct AverageLoop<T>(WindowGrid grid, T[] x, T[] y, WindowCounts counts) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static void Run(WindowGrid grid, T[] x, T[] y, Divisor divisor, int widest) =>
        WindowLoops.Run<T, AverageLoop<T>>(new(grid, x, y, new(grid, divisor)), grid.Rows.Windows, grid.Work.Windows, grid.Channels, widest);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        var (depth, height, width, channels) = (grid.Depth, grid.Height, grid.Width, grid.Channels);
        var none = L.Broadcast(T.Zero);
        ref var source = ref MemoryMarshal.GetArrayDataReference(x);
        ref var result = ref MemoryMarshal.GetArrayDataReference(y);
        for (var row = start; row < end; row++)
        {
            var (outer, h) = (row / height.Count, row % height.Count);
            var (image, d) = (outer / depth.Count, outer % depth.Count);
            for (var w = 0; w < width.Count; w++)
            {
                var to = ((nint)row * width.Count + w) * channels;
                var count = L.Broadcast(T.CreateTruncating(counts.Of(d, h, w)));
                var (first, last, step) = (width.First[w], width.End[w], (nint)width.Step * channels);
                for (var c = 0; ; c = Math.Min(c + L.Count, channels - L.Count))
                {
                    var sum = none;
                    for (var i = depth.First[d]; i < depth.End[d]; i++)
                    {
                        var plane = none;
                        for (var j = height.First[h]; j < height.End[h]; j++)
                        {
                            var at = ((((nint)image * depth.Size + depth.Start[d] + i * depth.Step) * height.Size + height.Start[h] + j * height.Step) * width.Size
                                + width.Start[w] + first * width.Step) * channels + c;
                            var line = none;
                            for (var k = first; k < last; k++, at += step)
                                line = L.Add(line, L.Load(ref source, at));
                            plane = L.Add(plane, line);
                        }
                        sum = L.Add(sum, plane);
                    }
                    L.Store(L.Divide(sum, count), ref result, to + c);
                    if (c + L.Count >= channels)
                        break;
                }
            }
        }
    }
}
