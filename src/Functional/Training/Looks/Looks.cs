using System.Numerics;

namespace Functional;

/// <summary>
/// What is seen of a run while it goes on. Each of these lets the states of a run pass as they are and looks at them, so they compose with each other, and with what says when a
/// run ends. Nothing is looked at before somebody asks for the states.
/// </summary>
/// <example><code>
/// var trained = Training.Run(start, network, CrossEntropy, batches)
///     .LogTo("run.csv")
///     .ReportTo(progress, TimeProvider.System, TimeSpan.FromSeconds(1))
///     .Epochs(10).Last();
/// </code></example>
public static partial class Looks
{
    /// <summary>
    /// Reports on the first state, then at most so often, and on the last one, however the run ends. The pace is that of the clock between two reports, with all that is done with
    /// the states.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="progress">What is told. <see cref="Progress{T}"/> hands reports to other threads; one that is to be told at once implements the interface itself.</param>
    /// <param name="clock">The clock: <c>TimeProvider.System</c>.</param>
    /// <param name="atMostEvery">How much time passes between two reports, at least; each state is reported where it is zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static IEnumerable<TrainingState<T>> ReportTo<T>(
        this IEnumerable<TrainingState<T>> run, IProgress<TrainingReport> progress, TimeProvider clock, TimeSpan atMostEvery = default)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(clock);
        if (atMostEvery < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(atMostEvery), Invariant($"ReportTo: the time between two reports is not negative, got {atMostEvery.TotalSeconds} s."));
        return Reported(run, progress, new(clock), atMostEvery);

        static IEnumerable<TrainingState<T>> Reported(IEnumerable<TrainingState<T>> run, IProgress<TrainingReport> progress, Pace pace, TimeSpan atMostEvery)
        {
            TrainingState<T>? waiting = null;
            try
            {
                foreach (var state in run)
                {
                    waiting = state;
                    if (pace.IsOver(atMostEvery))
                    {
                        waiting = null;
                        progress.Report(pace.Of(TrainingReport.Of(state)));
                    }
                    yield return state;
                }
            }
            finally
            {
                if (waiting is not null)
                    progress.Report(pace.Of(TrainingReport.Of(waiting)));
            }
        }
    }

    /// <summary>How fast a run is between two reports.</summary>
    private sealed class Pace(TimeProvider clock)
    {
        private (long Time, TrainingReport Report)? last;

        public bool IsOver(TimeSpan atMostEvery) => last is not { } before || clock.GetElapsedTime(before.Time) >= atMostEvery;

        public TrainingReport Of(TrainingReport report)
        {
            var now = clock.GetTimestamp();
            if (last is { } before && clock.GetElapsedTime(before.Time, now).TotalSeconds is > 0 and var seconds)
                report = report with
                {
                    StepsPerSecond = (report.Step - before.Report.Step) / seconds,
                    SamplesPerSecond = (report.Samples - before.Report.Samples) / seconds,
                };
            last = (now, report);
            return report;
        }
    }
}
