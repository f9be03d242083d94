using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Functional;

/// <summary>
/// Instruments and a source of activities for runs, as OpenTelemetry and the tools of .NET collect them. They cost almost nothing while nobody listens.
/// <para>Gauges: <c>functional.training.cost</c>, <c>.rate</c>, <c>.norm</c> and <c>.auxiliary</c>, the last two with the tag <c>name</c>. Counters: <c>.steps</c>, <c>.samples</c>.
/// A histogram: <c>.step.duration</c>, in seconds; where a run is looked at after several steps, their mean. Activities: <c>training</c> for a run, and in it
/// <c>epoch</c> for each epoch.</para>
/// </summary>
/// <example><code>
/// using var telemetry = TrainingTelemetry.Create();
/// var trained = Training.Run(start, network, CrossEntropy, batches).RecordTo(telemetry, start, TimeProvider.System).Epochs(10).Last();
/// </code></example>
public sealed class TrainingTelemetry : IDisposable
{
    /// <summary>What the meter and the source of <see cref="Create"/> are called: <c>Functional.Training</c>.</summary>
    public const string Name = "Functional.Training";

    private const string Prefix = "functional.training.";

    private readonly Gauge<double> cost, rate, norm, auxiliary;
    private readonly Counter<long> steps, samples;
    private readonly Histogram<double> duration;
    private readonly IDisposable[] own;

    /// <summary>On a meter and a source of the caller's, which stay the caller's.</summary>
    /// <param name="meter">Where the instruments are made.</param>
    /// <param name="source">Where activities are started.</param>
    public TrainingTelemetry(Meter meter, ActivitySource source) : this(meter, source, [])
    {
    }

    private TrainingTelemetry(Meter meter, ActivitySource source, IDisposable[] own)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(source);
        (Source, this.own) = (source, own);
        cost = meter.CreateGauge<double>(Prefix + "cost", null, "The cost of the last batch before its step.");
        rate = meter.CreateGauge<double>(Prefix + "rate", null, "The learning rate of the last step.");
        norm = meter.CreateGauge<double>(Prefix + "norm", null, "A global norm that the optimiser measures.");
        auxiliary = meter.CreateGauge<double>(Prefix + "auxiliary", null, "A value that the objective carries out beside the cost.");
        steps = meter.CreateCounter<long>(Prefix + "steps", "{step}", "The steps that were made.");
        samples = meter.CreateCounter<long>(Prefix + "samples", "{sample}", "The samples that were seen.");
        duration = meter.CreateHistogram<double>(Prefix + "step.duration", "s", "How long a step takes.");
    }

    internal ActivitySource Source { get; }

    /// <summary>On a meter and a source of its own, both called <see cref="Name"/>, which end with it.</summary>
    public static TrainingTelemetry Create()
    {
        var (meter, source) = (new Meter(Name), new ActivitySource(Name));
        return new(meter, source, [meter, source]);
    }

    /// <summary>Ends the meter and the source where they are its own.</summary>
    public void Dispose()
    {
        foreach (var each in own)
            each.Dispose();
    }

    /// <summary>Records a look, and what was done since the one before.</summary>
    internal void Record(TrainingReport report, long newSteps, long? newSamples, double seconds)
    {
        if (report.Cost is { } costNow)
            cost.Record(costNow);
        if (report.Rate is { } rateNow)
            rate.Record(rateNow);
        foreach (var (name, value) in report.Norms.Leaves)
            norm.Record(value.Scalar, new KeyValuePair<string, object?>("name", name));
        foreach (var (name, value) in report.Auxiliary.Leaves)
            auxiliary.Record(value.Scalar, new KeyValuePair<string, object?>("name", name));
        if (newSteps <= 0)
            return;
        steps.Add(newSteps);
        duration.Record(seconds / newSteps);
        if (newSamples is > 0 and var count)
            samples.Add(count);
    }
}
