using System.Diagnostics;
using System.Globalization;

namespace Functional.Benchmarks.Kernels;

/// <summary>A table of convolutions, forward and both ways back: each figure is the best of rounds.</summary>
internal static class Convolutions
{
    private const int WarmUpCalls = 100, Calls = 2, Milliseconds = 300;

    private static readonly (string Name, int[] Image, int[] Weight, ConvolutionSettings Settings)[] All =
    [
        ("64@3x3 [8, 56, 56, 64]", [8, 56, 56, 64], [3, 3, 64, 64], new(Before: [1, 1])),
        ("64@3x3 [1, 56, 56, 64]", [1, 56, 56, 64], [3, 3, 64, 64], new(Before: [1, 1])),
        ("256@3x3 [1, 14, 14, 256]", [1, 14, 14, 256], [3, 3, 256, 256], new(Before: [1, 1])),
        ("128@3x3/2 [4, 56, 56, 64]", [4, 56, 56, 64], [3, 3, 64, 128], new(Strides: [2, 2], Before: [1, 1])),
        ("256@1x1 [4, 56, 56, 64]", [4, 56, 56, 64], [1, 1, 64, 256], new()),
        ("64@7x7/2 [1, 224, 224, 3]", [1, 224, 224, 3], [7, 7, 3, 64], new(Strides: [2, 2], Before: [3, 3])),
        ("32@3x3 [32, 28, 28, 1]", [32, 28, 28, 1], [3, 3, 1, 32], new(Before: [1, 1])),
        ("64@3x3 [32, 14, 14, 32]", [32, 14, 14, 32], [3, 3, 32, 64], new(Before: [1, 1])),
        ("6@5x5 [64, 28, 28, 1]", [64, 28, 28, 1], [5, 5, 1, 6], new(Before: [2, 2])),
        ("16@5x5 [64, 14, 14, 6]", [64, 14, 14, 6], [5, 5, 6, 16], new()),
        ("depthwise 3x3 [8, 56, 56, 128]", [8, 56, 56, 128], [3, 3, 1, 128], new(Before: [1, 1], Groups: 128)),
        ("128@3 [16, 256, 128]", [16, 256, 128], [3, 128, 128], new(Before: [1])),
        ("32@3x3x3 [2, 16, 32, 32, 16]", [2, 16, 32, 32, 16], [3, 3, 3, 16, 32], new(Before: [1, 1, 1])),
    ];

    public static void Run(Pace pace, string? part)
    {
        var rounds = pace == Pace.Full ? 60 : 1;
        var (peak, gain) = (FmaPeak.Measure(rounds), FmaPeak.GainOfTwo(rounds));
        Print($"FMA peak of one core: {peak:F1} GFLOP/s in float; of two threads at once {gain:F2} times as much. Microseconds, and % of the peak of one core.");
        Print($"{"convolution",-32}{"y",10}{"%",6}{"2 threads",11}{"dx",10}{"%",6}{"2 threads",11}{"dw",10}{"%",6}{"2 threads",11}");
        foreach (var (name, image, weight, settings) in All.Where(each => part is null || each.Name.Contains(part, StringComparison.Ordinal)))
        {
            var key = Key.FromSeed(0);
            var (x, w) = (key.Uniform<float>(Shape.Create(image), -1, 1), key.Uniform<float>(Shape.Create(weight), -1, 1));
            var y = x.Convolution(w, settings);
            var flops = 2.0 * y.Length * (w.Length / w.Shape[^1]);
            var workspace = new Workspace();
            var cells = new Func<Tensor<float>>[]
            {
                () => x.Convolution(w, settings), () => y.TransposedConvolution(w, x.Shape[1..^1], settings), () => x.ConvolutionToWeight(y, w.Shape[..^2], settings),
            }.Select(body =>
            {
                var (one, two) = (Best(1, body), Best(2, body));
                return string.Create(CultureInfo.InvariantCulture, $"{one * 1e6,10:F0}{100 * flops / one / 1e9 / peak,6:F0}{two * 1e6,11:F0}");
            }).ToArray();
            Print($"{name,-32}{cells[0]}{cells[1]}{cells[2]}");

            // One thread by its own clock, two by the wall's.
            double Best(int threads, Func<Tensor<float>> body) => Threads.AtMost(threads, () =>
            {
                var best = double.PositiveInfinity;
                for (var (warmUp, call) = (Stopwatch.StartNew(), 0); call < WarmUpCalls && warmUp.ElapsedMilliseconds < pace.WarmUp; call++)
                    workspace.Run(() => new Discarded(body().Length));
                for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < (pace == Pace.Full ? Milliseconds : 0) || double.IsInfinity(best);)
                {
                    var start = Now();
                    for (var call = 0; call < Calls; call++)
                        workspace.Run(() => new Discarded(body().Length));
                    best = Math.Min(best, (Now() - start) / Calls);
                }
                return best;

                double Now() => threads == 1 ? ThreadClock.Now : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            });
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>What is left of a result whose memory may be taken back.</summary>
    private sealed record Discarded(int Length) : IHoldsTensors
    {
        public void Visit(Action<IHoldsTensors> visit)
        {
        }
    }
}
