using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>How long is measured.</summary>
/// <param name="WarmUp">Calls before the first round, in milliseconds.</param>
/// <param name="Round">How long a round takes, in milliseconds; at least one call.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Count">How many steps or cases, where a figure is one of many.</param>
internal sealed record Pace(int WarmUp, int Round, int Rounds, int Count)
{
    /// <summary>
    /// 7 rounds of 0.2 s after 2.5 s of warm-up: so long it takes until the JIT has compiled for the last time what is called often.
    /// </summary>
    public static Pace Full { get; } = new(2500, 200, 7, 1000);

    /// <summary>Everything once or a few times: the figures mean nothing.</summary>
    public static Pace Brief { get; } = new(0, 0, 1, 5);

    /// <summary>Microseconds a call: the median of the rounds.</summary>
    public double Median(Action body) => Medians(body)[0];

    /// <summary>The same of several, in turn in each round, so that what disturbs the machine disturbs them alike.</summary>
    public double[] Medians(params Action[] bodies) => Array.ConvertAll(Times(bodies), static each => each.Order().ElementAt(each.Length / 2));

    /// <summary>The shortest rounds of several, in turn: what is left of a figure when nothing disturbs it.</summary>
    public double[] Minima(params Action[] bodies) => Array.ConvertAll(Times(bodies), static each => each.Min());

    private double[][] Times(Action[] bodies)
    {
        var calls = Array.ConvertAll(bodies, CallsOfARound);
        var times = Array.ConvertAll(bodies, _ => new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < bodies.Length; i++)
            {
                var clock = Stopwatch.StartNew();
                for (var call = 0; call < calls[i]; call++)
                    bodies[i]();
                times[i][round] = clock.Elapsed.TotalMicroseconds / calls[i];
            }
        return times;
    }

    /// <summary>Warms up, and counts at the end how many calls make a round.</summary>
    private int CallsOfARound(Action body)
    {
        var clock = Stopwatch.StartNew();
        var calls = 0;
        while (clock.ElapsedMilliseconds < WarmUp)
        {
            if (clock.ElapsedMilliseconds < WarmUp - 2 * Round)
                calls = -1;
            body();
            calls++;
        }
        return Math.Max(1, calls / 2);
    }
}
