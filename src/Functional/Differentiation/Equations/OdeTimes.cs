namespace Functional;

/// <summary>What is asked of the times at which states are wanted.</summary>
internal static class OdeTimes
{
    /// <summary>The times, after a check that they are finite and go one way.</summary>
    /// <exception cref="ArgumentException">They are not, or there are none.</exception>
    public static double[] Expect(ReadOnlySpan<double> times)
    {
        if (times.Length == 0)
            throw new ArgumentException("An ordinary differential equation: there is at least one time, that of the start.", nameof(times));
        foreach (var time in times)
            if (!double.IsFinite(time))
                throw new ArgumentException(Invariant($"An ordinary differential equation: times are finite, got {time}."), nameof(times));
        if (!double.IsFinite(times[^1] - times[0]))
            throw new ArgumentException(
                Invariant($"An ordinary differential equation: from {times[0]} to {times[^1]} is more than a number can say."), nameof(times));
        for (var i = 1; i < times.Length; i++)
            if (times[i] == times[i - 1] || (times[i] > times[i - 1]) != (times[1] > times[0]))
                throw new ArgumentException(
                    Invariant($"A differential equation: times go one way, but {times[i]} follows {times[i - 1]}, and {times[0]} is first."),
                    nameof(times));
        return times.ToArray();
    }
}
