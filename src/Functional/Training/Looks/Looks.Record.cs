using System.Diagnostics;
using System.Numerics;

namespace Functional;

// What is measured and traced of a run.
public static partial class Looks
{
    /// <summary>
    /// Records each state that the run hands out by the instruments of a <see cref="TrainingTelemetry"/>, and the run and its epochs as activities. The run's activity is current while
    /// steps are computed, and within that which was current where the states are asked for; what is done with the states is outside of it, and outside of the duration of steps.
    /// An error ends it with that status.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="telemetry">The instruments.</param>
    /// <param name="start">The state that the run went on from: steps and samples are counted from there.</param>
    /// <param name="clock">The clock: <c>TimeProvider.System</c>.</param>
    public static IEnumerable<TrainingState<T>> RecordTo<T>(
        this IEnumerable<TrainingState<T>> run, TrainingTelemetry telemetry, TrainingState<T> start, TimeProvider clock)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(telemetry);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(clock);
        return Recorded(run, telemetry, (start.Step, start.Samples), clock);

        static IEnumerable<TrainingState<T>> Recorded(
            IEnumerable<TrainingState<T>> run, TrainingTelemetry telemetry, (long Steps, long? Samples) before, TimeProvider clock)
        {
            using var activities = new RunActivities(telemetry.Source, clock);
            using var states = run.GetEnumerator();
            while (true)
            {
                var (began, time) = (clock.GetUtcNow(), clock.GetTimestamp());
                if (!activities.Within(states.MoveNext))
                    yield break;
                var seconds = clock.GetElapsedTime(time).TotalSeconds;
                var report = TrainingReport.Of(states.Current);
                telemetry.Record(report, report.Step - before.Steps, report.Samples - before.Samples, seconds);
                activities.See(report, began);
                before = (report.Step, report.Samples);
                yield return states.Current;
            }
        }
    }

    /// <summary>The activity of a run and that of the epoch in which it is; both null while nobody listens.</summary>
    private sealed class RunActivities : IDisposable
    {
        private readonly ActivitySource source;
        private readonly TimeProvider clock;
        private readonly Activity? run;
        private Activity? epoch;
        private int current;

        public RunActivities(ActivitySource source, TimeProvider clock)
        {
            (this.source, this.clock) = (source, clock);
            run = Begun("training", default, clock.GetUtcNow());
        }

        /// <summary>Goes one step on within the activity of the run.</summary>
        public bool Within(Func<bool> next)
        {
            var outer = Activity.Current;
            Activity.Current = run ?? outer;
            try
            {
                return next();
            }
            catch (Exception problem)
            {
                epoch?.SetStatus(ActivityStatusCode.Error, problem.Message);
                run?.SetStatus(ActivityStatusCode.Error, problem.Message);
                throw;
            }
            finally
            {
                Activity.Current = outer;
            }
        }

        /// <summary>Begins and ends epochs: one that has no end is over when there is a state of another one.</summary>
        public void See(TrainingReport report, DateTimeOffset began)
        {
            if (run is null)
                return;
            if (epoch is not null && current != report.Epoch)
                End(ref epoch);
            (epoch, current) = (epoch ?? Begun("epoch", run.Context, began), report.Epoch);
            epoch?.SetTag("functional.training.epoch", report.Epoch).SetTag("functional.training.step", report.Step).SetTag("functional.training.cost", report.Cost);
            run.SetTag("functional.training.step", report.Step).SetTag("functional.training.cost", report.Cost);
            if (report.EndsEpoch)
                End(ref epoch);
        }

        public void Dispose()
        {
            End(ref epoch);
            var ended = run;
            End(ref ended);
        }

        // What is current stays so for whoever asks for the states.
        private Activity? Begun(string name, ActivityContext parent, DateTimeOffset time)
        {
            var outer = Activity.Current;
            var begun = source.StartActivity(name, ActivityKind.Internal, parent, startTime: time);
            Activity.Current = outer;
            return begun;
        }

        private void End(ref Activity? activity)
        {
            var outer = Activity.Current;
            activity?.SetEndTime(clock.GetUtcNow().UtcDateTime);
            activity?.Stop();
            Activity.Current = outer;
            activity = null;
        }
    }
}
