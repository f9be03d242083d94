using ScottPlot;

namespace Functional.Plots;

// Numbers that change over the steps of a run.
public sealed partial class Picture
{
    private const int MostPoints = 1000;

    /// <summary>Schedules over the steps of a run.</summary>
    /// <param name="schedules">At least one schedule, and what the legend calls it.</param>
    /// <param name="steps">How many steps are shown, from 0; at least 2.</param>
    /// <param name="title">The title.</param>
    /// <param name="y">What the schedules say.</param>
    /// <exception cref="ArgumentException">There is no schedule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 steps.</exception>
    /// <example><code>
    /// var picture = Picture.Schedules([("cosine", Schedule.Cosine(1e-3, 900).WarmUp(100))], steps: 1_000);
    /// </code></example>
    public static Picture Schedules(IReadOnlyList<(string Name, Schedule Schedule)> schedules, long steps, string title = "", string y = "learning rate")
    {
        ArgumentNullException.ThrowIfNull(schedules);
        if (steps < 2)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Picture: at least 2 steps are shown, got {steps}."));
        var count = (int)Math.Min(steps, MostPoints);
        long[] shown = [.. Enumerable.Range(0, count).Select(i => (long)((double)i / (count - 1) * (steps - 1)))];
        var plot = NewPlot(title, "step", y);
        Curve[] curves = [.. schedules.Select(each => new Curve(each.Name, shown.Select(step => ((double)step, each.Schedule.At(step)))))];
        AddCurves(plot, curves);
        FromZero(plot, curves);
        plot.ShowLegend(Edge.Right);
        return Of(plot, 800, 420);
    }
}
