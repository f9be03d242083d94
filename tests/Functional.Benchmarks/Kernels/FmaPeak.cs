using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Benchmarks.Kernels;

/// <summary>The most multiply-adds that one core does: chains that wait for nothing but themselves, with no memory at all.</summary>
internal static class FmaPeak
{
    private const int Chains = 12, Steps = 20_000, LongerThanAStart = 50;

    /// <summary>GFLOP/s in float, the best of several rounds; double has half of it.</summary>
    public static double Measure(int rounds) => Enumerable.Range(0, rounds).Max(static _ => 2.0 * Chains * Steps * Lanes / Seconds(1, 1) / 1e9);

    /// <summary>
    /// What two threads do at once, over what one does: 2 where each has a core, near 1 where a virtual machine has both on the two hardware threads of one
    /// core. That may change from one second to the next: the median of several rounds, of which each compares neighbours in time.
    /// </summary>
    public static double GainOfTwo(int rounds)
    {
        var gains = Enumerable.Range(0, rounds).Select(static _ => 2 * Seconds(1, LongerThanAStart) / Seconds(2, LongerThanAStart)).Order().ToArray();
        return gains[gains.Length / 2];
    }

    private static int Lanes => Vector512.IsHardwareAccelerated ? 16 : 8;

    /// <summary>How long so many threads take, each with the same work so many times.</summary>
    private static double Seconds(int threads, int times)
    {
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => Run(times))).ToArray();
        foreach (var other in others)
            other.Start();
        var start = Stopwatch.GetTimestamp();
        Run(times);
        foreach (var other in others)
            other.Join();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Run(int times)
    {
        for (var i = 0; i < times; i++)
            _ = Vector512.IsHardwareAccelerated ? Run512() : Run256();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512()
    {
        var (x, y) = (Vector512.Create(0.5f), Vector512.Create(0.25f));
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256()
    {
        var (x, y) = (Vector256.Create(0.5f), Vector256.Create(0.25f));
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
