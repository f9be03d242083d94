using ScottPlot;

namespace Functional.Plots;

// A classifier that says yes or no, at all of its thresholds.
public sealed partial class Picture
{
    /// <summary>The ROC curve of a ranking, and the area under it.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="InvalidOperationException">There is no positive sample, or no negative one.</exception>
    public static Picture Roc(Ranking ranking, string title = "ROC curve") => Roc([("classifier", ranking)], title);

    /// <summary>The ROC curves of several rankings, and the areas under them, beside the diagonal, which is what guessing reaches.</summary>
    /// <param name="rankings">At least one ranking, and what the legend calls it.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentException">There is no ranking.</exception>
    /// <exception cref="InvalidOperationException">One of them has no positive sample, or no negative one.</exception>
    /// <example><code>
    /// var picture = Picture.Roc([("versicolor", Ranking.Of(scores.Softmax(), labels, 1)), ("virginica", Ranking.Of(scores.Softmax(), labels, 2))]);
    /// </code></example>
    public static Picture Roc(IReadOnlyList<(string Name, Ranking Ranking)> rankings, string title = "ROC curves")
    {
        ArgumentNullException.ThrowIfNull(rankings);
        var plot = NewPlot(title, "false positives, part of the negatives", "true positives, part of the positives");
        var guessing = plot.Add.ScatterLine((double[])[0, 1], (double[])[0, 1], Colors.Gray);
        guessing.LinePattern = LinePattern.Dotted;
        AddCurves(plot, [.. rankings.Select(static each => new Curve(
            Invariant($"{each.Name}, area {each.Ranking.AreaUnderRoc:F3}"),
            each.Ranking.RocCurve.Select(static point => (point.FalsePositiveRate, point.TruePositiveRate))))]);
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        plot.ShowLegend(Alignment.LowerRight);
        return Of(plot, 560, 560);
    }
}
