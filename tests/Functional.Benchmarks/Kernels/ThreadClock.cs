using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Functional.Benchmarks.Kernels;

/// <summary>How long the calling thread has had a processor: what else runs on the machine does not count. Where the system does not say, the time that has passed.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Seconds.</summary>
    public static double Now => OperatingSystem.IsLinux() && clock_gettime(ThreadProcessorTime, out var time) == 0
        ? time.Seconds + time.Nanoseconds * 1e-9
        : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
