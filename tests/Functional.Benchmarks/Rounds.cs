using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>How long something takes.</summary>
internal static class Rounds
{
    /// <summary>
    /// Microseconds a call: the median of 7 rounds of 0.2 s. Before them 2.5 s of warm-up: so long it takes until the JIT has compiled for the last
    /// time what is called often.
    /// </summary>
    public static double Median(Action body)
    {
        var clock = Stopwatch.StartNew();
        var calls = 0;
        while (clock.ElapsedMilliseconds < 2500)
        {
            if (clock.ElapsedMilliseconds < 2100)
                calls = -1;
            body();
            calls++;
        }
        calls = Math.Max(1, calls / 2);
        var rounds = new double[7];
        for (var round = 0; round < rounds.Length; round++)
        {
            clock.Restart();
            for (var i = 0; i < calls; i++)
                body();
            rounds[round] = clock.Elapsed.TotalMicroseconds / calls;
        }
        Array.Sort(rounds);
        return rounds[3];
    }
}
