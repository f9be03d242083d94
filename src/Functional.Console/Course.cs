namespace Functional;

/// <summary>How far a run is on its way, and how long it will take.</summary>
internal sealed class Course(long steps, TimeProvider clock)
{
    private (long Time, long Step)? first;
    private (double Seconds, long Step) gone;

    public long Steps => steps;

    /// <summary>Steps a second since the first state that was seen; null until some time has passed.</summary>
    public double? Pace => gone is { Seconds: > 0, Step: > 0 } ? gone.Step / gone.Seconds : null;

    public void See(long step)
    {
        var now = clock.GetTimestamp();
        first ??= (now, step);
        gone = (clock.GetElapsedTime(first.Value.Time, now).TotalSeconds, step - first.Value.Step);
    }

    /// <summary><c>step 120 of 600 (20 %), epoch 3, 0:48 left</c>; epochs as people count them, from 1.</summary>
    public string Place(TrainingReport report) =>
        Invariant($"step {report.Step} of {steps} ({100 * report.Step / steps} %), epoch {report.Epoch + 1}") + (Left(report.Step) is { } left ? $", {left} left" : "");

    private string? Left(long step)
    {
        if (Pace is not { } pace || step >= steps || (steps - step) / pace is not (< 1e9 and var seconds))
            return null;
        var time = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return time.TotalHours >= 1 ? Invariant($"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}") : Invariant($"{time.Minutes}:{time.Seconds:00}");
    }

    /// <summary>Named numbers in a line: <c>cost 0.25, rate 0.001, 812 steps/s</c>.</summary>
    public static string Numbers(TrainingReport report, double? stepsPerSecond, double? samplesPerSecond) => string.Join(", ", new[]
    {
        report.Cost is { } cost ? Invariant($"cost {cost:G4}") : null,
        report.Rate is { } rate ? Invariant($"rate {rate:G4}") : null,
        stepsPerSecond is { } steps ? $"{Rounded(steps)} steps/s" : null,
        samplesPerSecond is { } samples ? $"{Rounded(samples)} samples/s" : null,
    }.Where(static each => each is not null));

    /// <summary>Norms and auxiliary values, where there are any.</summary>
    public static string Beside(TrainingReport report) => string.Join(
        ", ",
        report.Norms.Leaves.Select(static norm => Invariant($"{norm.Path} norm {norm.Value.Scalar:G4}"))
            .Concat(report.Auxiliary.Leaves.Select(static value => Invariant($"{value.Path} {value.Value.Scalar:G4}"))));

    private static string Rounded(double pace) => pace >= 100 ? Invariant($"{pace:F0}") : Invariant($"{pace:G3}");
}
