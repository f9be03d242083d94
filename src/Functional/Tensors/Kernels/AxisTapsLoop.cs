using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>A linear map of few taps along an axis, <c>[outer, size, inner]</c> to <c>[outer, count, inner]</c>.</summary>
internal readonly struct AxisTapsLoop<T>(AxisTaps taps, T[] weights, T[] x, T[] y, int inner) : IWindowLoop<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // Multiply-adds of a product that take the time of one tap.
    private const int WorkOfTap = 8;

    public static void Run(AxisTaps taps, T[] x, T[] y, int outer, int inner, int widest) => WindowLoops.Run<T, AxisTapsLoop<T>>(
        new(taps, Array.ConvertAll(taps.Weights, T.CreateChecked), x, y, inner), outer * taps.Count, (long)inner * WorkOfTap * (1 + taps.Places.Length / Math.Max(1, taps.Count)), inner, widest);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(x);
        ref var result = ref MemoryMarshal.GetArrayDataReference(y);
        for (var row = start; row < end; row++)
        {
            var (outer, to) = (row / taps.Count, row % taps.Count);
            var (first, last) = (taps.Begin[to], taps.Begin[to + 1]);
            for (var c = 0; ; c = Math.Min(c + L.Count, inner - L.Count))
            {
                var sum = L.Broadcast(T.Zero);
                for (var entry = first; entry < last; entry++)
                {
                    var number = L.Load(ref source, ((nint)outer * taps.Size + taps.Places[entry]) * inner + c);
                    var weight = L.Broadcast(weights[entry]);
                    sum = entry == first ? L.Multiply(weight, number) : L.MultiplyAdd(weight, number, sum);
                }
                L.Store(sum, ref result, (nint)row * inner + c);
                if (c + L.Count >= inner)
                    break;
            }
        }
    }
}
