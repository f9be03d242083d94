namespace Functional.Tests.TrainingRuns;

/// <summary>A clock that stands still until a test sets it.</summary>
internal sealed class SetClock : TimeProvider
{
    public static readonly DateTimeOffset Beginning = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public double Seconds { get; set; }

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => (long)Math.Round(Seconds * 1000);

    public override DateTimeOffset GetUtcNow() => Beginning.AddSeconds(Seconds);

    /// <summary>States that each take some seconds to make.</summary>
    public IEnumerable<S> Slow<S>(IEnumerable<S> run, double seconds) => run.Select(state =>
    {
        Seconds += seconds;
        return state;
    });
}
