using System.Diagnostics;
using System.Globalization;

namespace Functional.Benchmarks.Kernels;

/// <summary>A table of products in under two minutes: each figure is the best of rounds that ours and OpenBLAS take in turn.</summary>
internal static class Quick
{
    private const int Rounds = 12;

    private const double Small = 1e6;           // floating-point operations: where the JIT's work shows

    public static void Run(Pace pace, string? part)
    {
        if (part is null || !part.StartsWith("pool", StringComparison.Ordinal))
            Products(pace, part);
        Pools.Run(pace, part);
    }

    /// <summary>The best of rounds, in seconds.</summary>
    public static double Best(Pace pace, Action body)
    {
        var (rounds, milliseconds) = pace == Pace.Full ? (Rounds, 30) : (1, 0);
        Time(body, milliseconds);
        return Enumerable.Range(0, rounds).Min(_ => Time(body, milliseconds));
    }

    private static void Products(Pace pace, string? part)
    {
        WarmUp(pace);
        var rounds = pace == Pace.Full ? 60 : 1;
        var (peak, gain) = (FmaPeak.Measure(rounds), FmaPeak.GainOfTwo(rounds));
        var peer = OpenBlas.IsInstalled ? OpenBlas.Core : "not installed";
        Print($"FMA peak of one core: {peak:F1} GFLOP/s in float, half of it in double; of two threads at once {gain:F2} times as much. OpenBLAS: {peer}.");
        Print($"{"product",-28}{"1 thread",10}{"% peak",8}{"OpenBLAS",10}{"ratio",7}{"2 threads",11}{"speed-up",10}{"OpenBLAS",10}{"ratio",7}");
        foreach (var shapes in Shapes.All.Where(shapes => part is null || shapes.ToString().Contains(part, StringComparison.Ordinal)))
        {
            var (one, oneBlas) = Best(pace, shapes, 1);
            var (two, twoBlas) = Best(pace, shapes, 2);
            var percent = 100 * one / peak * (shapes.IsDouble ? 2 : 1);
            Print($"{shapes,-28}{one,10:F2}{percent,8:F0}{oneBlas,10:F2}{one / oneBlas,7:F2}{two,11:F2}{two / one,10:F2}{twoBlas,10:F2}{two / twoBlas,7:F2}");
        }
    }

    /// <summary>Calls for the JIT's last word.</summary>
    private static void WarmUp(Pace pace)
    {
        Subject[] subjects = [.. Shapes.All.Where(shapes => shapes.Flops < Small).Select(shapes => new Subject(shapes, 1))];
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < pace.WarmUp;)
            foreach (var subject in subjects)
                Time(subject.Ours, 1);
    }

    /// <summary>GFLOP/s, ours and theirs.</summary>
    private static (double Ours, double Theirs) Best(Pace pace, Shapes shapes, int threads)
    {
        var subject = new Subject(shapes, threads);
        var (ours, theirs) = (double.PositiveInfinity, double.PositiveInfinity);
        var (rounds, milliseconds) = pace == Pace.Full ? (Rounds, 30) : (1, 0);
        Time(subject.Ours, milliseconds);
        for (var round = 0; round < rounds; round++)
        {
            ours = Math.Min(ours, Time(subject.Ours, milliseconds));
            if (OpenBlas.IsInstalled)
                theirs = Math.Min(theirs, Time(subject.Theirs, milliseconds));
        }
        return (shapes.Flops / ours / 1e9, shapes.Flops / theirs / 1e9);
    }

    /// <summary>Seconds a call: the best of batches of calls, each long enough for the clock, within so many milliseconds.</summary>
    private static double Time(Action body, double milliseconds)
    {
        const double Batch = 30e-6;
        var (best, calls) = (double.PositiveInfinity, 1);
        for (var total = Stopwatch.StartNew(); total.Elapsed.TotalMilliseconds < milliseconds || double.IsInfinity(best);)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                body();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds < Batch)
                calls *= 2;
            else
                best = Math.Min(best, seconds / calls);
        }
        return best;
    }

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
