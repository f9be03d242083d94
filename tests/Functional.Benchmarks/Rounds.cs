using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>How long something takes.</summary>
internal static class Rounds
{
    private const int Count = 7;

    /// <summary>Microseconds a call: the median of 7 rounds of 0.2 s.</summary>
    public static double Median(Action body) => Medians(body)[0];

    /// <summary>The same of several, in turn in each round, so that what disturbs the machine disturbs them alike.</summary>
    public static double[] Medians(params Action[] bodies)
    {
        var calls = Array.ConvertAll(bodies, WarmUp);
        var times = Array.ConvertAll(bodies, static _ => new double[Count]);
        for (var round = 0; round < Count; round++)
            for (var i = 0; i < bodies.Length; i++)
            {
                var clock = Stopwatch.StartNew();
                for (var call = 0; call < calls[i]; call++)
                    bodies[i]();
                times[i][round] = clock.Elapsed.TotalMicroseconds / calls[i];
            }
        return Array.ConvertAll(times, static each => each.Order().ElementAt(Count / 2));
    }

    /// <summary>2.5 s of calls: so long it takes until the JIT has compiled for the last time what is called often. Returns how many make 0.2 s.</summary>
    private static int WarmUp(Action body)
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
        return Math.Max(1, calls / 2);
    }
}
