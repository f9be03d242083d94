using System.Diagnostics;

namespace Functional.Kernels;

/// <summary>
/// How a thread waits for what will not be long: it looks again and again, for to sleep and be woken takes longer than most of what threads share; it
/// leaves its processor to others that want it; and after a millisecond it should sleep.
/// </summary>
internal struct SpinBackoff()
{
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(1);

    private readonly long since = Stopwatch.GetTimestamp();
    private SpinWait spin;

    /// <summary>Waits for a moment, or says that it is time to sleep.</summary>
    public bool Lasts()
    {
        if (Stopwatch.GetElapsedTime(since) >= Most)
            return false;
        spin.SpinOnce(sleep1Threshold: -1);
        return true;
    }
}
