using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Functional.Tests.TrainingRuns;

/// <summary>Runs as instruments and activities. Each test has a meter and a source of its own, so that no other run is heard.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly Meter meter = new($"meter {Guid.NewGuid()}");
    private readonly ActivitySource source = new($"source {Guid.NewGuid()}");
    private readonly SetClock clock = new();

    public void Dispose()
    {
        meter.Dispose();
        source.Dispose();
    }

    [Fact]
    public void Instruments_record_the_numbers_of_each_state()
    {
        var (numbers, counts) = (new List<(string Name, double Value)>(), new Dictionary<string, long>());
        using var listener = new MeterListener { InstrumentPublished = (instrument, heard) => { if (instrument.Meter == meter) heard.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => numbers.Add((instrument.Name + Tag(tags), value)));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value);
        listener.Start();

        var states = clock.Slow(LookedAt.Run(), 0.5).RecordTo(Telemetry(), LookedAt.Start, clock).Take(7).ToArray();

        IEnumerable<double> Of(string name) => numbers.Where(each => each.Name == "functional.training." + name).Select(static each => each.Value);
        Assert.Equal(states.Select(static state => (double)state.Cost!.Value), Of("cost"));
        Assert.Equal(states.Select(static state => state.Rate!.Value), Of("rate"));
        Assert.Equal(states.Select(static state => (double)Optimizer.NormsOf(state.OptimizerState, "update").Global.Scalar), Of("norm update"));
        Assert.Equal(states.Select(static state => (double)state.Auxiliary["largest"].Scalar), Of("auxiliary largest"));
        Assert.Equal(Enumerable.Repeat(0.5, 7), Of("step.duration"));
        Assert.Equal((7, 26), (counts["functional.training.steps"], counts["functional.training.samples"]));
    }

    [Fact]
    public void Steps_between_two_looks_are_counted_and_their_duration_is_the_mean_without_what_is_done_with_the_states()
    {
        var (durations, steps) = (new List<double>(), new List<long>());
        using var listener = new MeterListener { InstrumentPublished = (instrument, heard) => { if (instrument.Meter == meter) heard.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => { if (instrument.Name.EndsWith("duration", StringComparison.Ordinal)) durations.Add(value); });
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => { if (instrument.Name.EndsWith("steps", StringComparison.Ordinal)) steps.Add(value); });
        listener.Start();

        foreach (var _ in clock.Slow(LookedAt.Run(Every.Epoch), 2).RecordTo(Telemetry(), LookedAt.Start, clock).Take(3))
            clock.Seconds += 100;

        Assert.Equal([5L, 5, 5], steps);
        Assert.Equal([0.4, 0.4, 0.4], durations);
    }

    [Fact]
    public void A_run_and_its_epochs_are_activities_by_the_clock()
    {
        var ended = new List<Activity>();
        using var listener = Listener(ended);
        using var around = new Activity("around").Start();

        var within = new List<Activity?>();
        _ = clock.Slow(LookedAt.Run().Select(state => { within.Add(Activity.Current); return state; }), 1)
            .RecordTo(Telemetry(), LookedAt.Start, clock).Take(7).Select(state => { Assert.Same(around, Activity.Current); return state; }).Last();

        Assert.Equal(["epoch", "epoch", "training"], ended.Select(static activity => activity.OperationName));
        var run = ended[2];
        Assert.All(within, current => Assert.Same(run, current));
        Assert.Equal(around.SpanId, run.ParentSpanId);
        Assert.All(ended[..2], epoch => Assert.Equal(run.SpanId, epoch.ParentSpanId));
        Assert.Equal([(0.0, 5.0), (5, 7), (0, 7)], ended.Select(static each => ((each.StartTimeUtc - SetClock.Beginning.UtcDateTime).TotalSeconds, each.Duration.TotalSeconds + (each.StartTimeUtc - SetClock.Beginning.UtcDateTime).TotalSeconds)));
        Assert.Equal([0, 1], ended[..2].Select(static epoch => epoch.GetTagItem("functional.training.epoch")));
        Assert.Equal(7L, run.GetTagItem("functional.training.step"));
        Assert.Same(around, Activity.Current);
    }

    [Fact]
    public void A_run_that_breaks_off_ends_with_an_error()
    {
        var ended = new List<Activity>();
        using var listener = Listener(ended);
        var broken = LookedAt.Run().Select(static state => state.Step < 3 ? state : throw new IOException("away"));

        Assert.Throws<IOException>(() => broken.RecordTo(Telemetry(), LookedAt.Start, clock).Count());

        Assert.Equal([("epoch", ActivityStatusCode.Error, "away"), ("training", ActivityStatusCode.Error, "away")], ended.Select(static each => (each.OperationName, each.Status, each.StatusDescription!)));
    }

    [Fact]
    public void Where_nobody_listens_states_pass_as_they_are() => Assert.Equal(
        LookedAt.Run().Take(6).Select(static state => state.Parameters),
        LookedAt.Run().RecordTo(Telemetry(), LookedAt.Start, clock).Take(6).Select(static state => state.Parameters));

    /// <summary>The tools of OpenTelemetry, as a user sets them up: by the name that telemetry has by itself.</summary>
    [Fact]
    public void The_tools_of_OpenTelemetry_collect_it()
    {
        var (metrics, activities) = (new List<MetricSnapshot>(), new List<Activity>());
        using var telemetry = TrainingTelemetry.Create();
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(TrainingTelemetry.Name).AddInMemoryExporter(metrics).Build();
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource(TrainingTelemetry.Name).AddInMemoryExporter(activities).Build();

        var last = LookedAt.Run().RecordTo(telemetry, LookedAt.Start, clock).Steps(10).Last();
        meters.ForceFlush();
        traces.ForceFlush();

        var steps = metrics.Single(static metric => metric.Name == "functional.training.steps");
        Assert.Equal(10, steps.MetricPoints.Single().GetSumLong());
        var cost = metrics.Single(static metric => metric.Name == "functional.training.cost");
        Assert.Equal((double)last.Cost!.Value, cost.MetricPoints.Single().GetGaugeLastValueDouble());
        Assert.Equal(10, metrics.Single(static metric => metric.Name == "functional.training.step.duration").MetricPoints.Single().GetHistogramCount());
        Assert.Equal(["epoch", "epoch", "training"], activities.Select(static activity => activity.DisplayName));
    }

    [Fact]
    public void What_the_caller_has_given_stays_the_callers_and_what_is_its_own_ends()
    {
        var ended = new List<Activity>();
        using var listener = Listener(ended);
        Telemetry().Dispose();

        using (source.StartActivity("later"))
        {
        }
        Assert.Single(ended);
        Assert.Throws<ArgumentNullException>(() => new TrainingTelemetry(null!, source));
        Assert.Throws<ArgumentNullException>(() => new TrainingTelemetry(meter, null!));
    }

    private TrainingTelemetry Telemetry() => new(meter, source);

    private ActivityListener Listener(List<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = each => each == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.Length == 0 ? "" : $" {tags[0].Value}";
}
