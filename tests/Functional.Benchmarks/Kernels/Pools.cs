using Functional.Kernels;

namespace Functional.Benchmarks.Kernels;

/// <summary>Maxima over windows, forward and back, and what they cost beside a pass over the same memory.</summary>
internal static class Pools
{
    private sealed record Images(int Batch, int Height, int Width, int Channels, int Window, int Stride)
    {
        public override string ToString() => $"{Window}x{Window}/{Stride} of {Batch}x{Height}x{Width}x{Channels}";

        public WindowGrid Grid => new(Batch, new(1, 1, [0], [1]), Axis(Height), Axis(Width), Channels);

        private WindowAxis Axis(int size)
        {
            var count = (size - Window) / Stride + 1;
            return new(size, 1, [.. Enumerable.Range(0, count).Select(window => window * Stride)], [.. Enumerable.Repeat(Window, count)]);
        }
    }

    private static readonly Images[] All =
    [
        new(32, 28, 28, 32, 2, 2), new(32, 14, 14, 64, 2, 2), new(64, 24, 24, 6, 2, 2), new(64, 8, 8, 16, 2, 2), new(32, 28, 28, 3, 2, 2),
        new(8, 56, 56, 64, 3, 2), new(8, 28, 28, 64, 3, 1),
    ];

    public static void Run(Pace pace, string? part)
    {
        if (part is not null && !part.StartsWith("pool", StringComparison.Ordinal))
            return;
        Quick.Print($"{"pool, µs on one thread",-28}{"forward",10}{"with relu",10}{"general",10}{"back",10}{"general",10}{"copy",10}");
        foreach (var images in All)
        {
            var grid = images.Grid;
            var (x, y) = (new float[grid.Rows.Input * grid.InputRow], new float[grid.Rows.Windows * grid.WindowRow]);
            var (places, dx, random) = (new byte[y.Length], new float[x.Length], new Random(1));
            for (var i = 0; i < x.Length; i++)
                x[i] = random.NextSingle() - 0.5f;
            double Time(Action body) => Quick.Best(pace, () => Threads.AtMost(1, () =>
            {
                body();
                return 0;
            })) * 1e6;
            var widest = WindowLoops.Widest;
            Quick.Print($"{images,-28}{Time(() => MaxLoop<float, byte>.Run(grid, x, y, places, false, widest)),10:F1}{
                Time(() => MaxLoop<float, byte>.Run(grid, x, y, places, true, widest)),10:F1}{
                Time(() => MaxLoop<float, byte>.Run(grid, x, y, places, false, widest, halving: false)),10:F1}{
                Time(() => PutLoop<float, byte>.Run(grid, y, places, dx, widest)),10:F1}{
                Time(() => PutLoop<float, byte>.Run(grid, y, places, dx, widest, halving: false)),10:F1}{
                Time(() => x.CopyTo(dx)),10:F1}");
        }
    }
}
