using ScottPlot;

namespace Functional.Plots;

// Lines over steps, epochs or anything else.
public sealed partial class Picture
{
    private const float LineWidth = 2.5f;
    private const double Headroom = 1.05;
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted];

    /// <summary>The costs of a run as it learns: those of training, of what is held out, of several runs. The axis of costs begins at 0, or below where one is negative.</summary>
    /// <param name="curves">At least one curve.</param>
    /// <param name="cost">What the costs are, with their unit.</param>
    /// <param name="x">What they are counted by.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentException">There is no curve.</exception>
    /// <example><code>
    /// var picture = Picture.LossCurves([Curve.Costs("training", states), Curve.Of("held out", losses)], "mean cross-entropy (nats)");
    /// </code></example>
    public static Picture LossCurves(IReadOnlyList<Curve> curves, string cost = "cost", string x = "epoch", string title = "The cost, learning")
    {
        var picture = Curves(curves, title, x, cost);
        FromZero(picture.Plots[0], curves);
        return picture;
    }

    /// <summary>Curves, each in a colour and a pattern of its own.</summary>
    /// <param name="curves">At least one curve.</param>
    /// <param name="title">The title.</param>
    /// <param name="x">What is along the horizontal axis.</param>
    /// <param name="y">What is along the vertical axis.</param>
    /// <param name="legend">Where the legend is.</param>
    /// <exception cref="ArgumentException">There is no curve.</exception>
    public static Picture Curves(IReadOnlyList<Curve> curves, string title, string x, string y, Alignment legend = Alignment.UpperRight)
    {
        var plot = NewPlot(title, x, y);
        AddCurves(plot, curves);
        plot.ShowLegend(legend);
        return Of(plot);
    }

    /// <summary>The vertical axis from 0, or from below where something is negative, to a little above the largest.</summary>
    private static void FromZero(Plot plot, IReadOnlyList<Curve> curves)
    {
        var values = curves.SelectMany(static curve => curve.Points).Select(static point => point.Y).ToArray();
        var (least, most) = (Headroom * Math.Min(0, values.Min()), Headroom * Math.Max(0, values.Max()));
        plot.Axes.SetLimitsY(least, most > least ? most : 1);
    }

    private static void AddCurves(Plot plot, IReadOnlyList<Curve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0)
            throw new ArgumentException("Picture: there is no curve.", nameof(curves));
        for (var i = 0; i < curves.Count; i++)
        {
            var line = plot.Add.ScatterLine(
                curves[i].Points.Select(static point => point.X).ToArray(), curves[i].Points.Select(static point => point.Y).ToArray(), OkabeIto.Colours[i % OkabeIto.Colours.Length]);
            (line.LegendText, line.LineWidth, line.LinePattern) = (curves[i].Name, LineWidth, Patterns[i % Patterns.Length]);
            if (curves[i].Points.Length == 1)       // a line through one point is not to be seen
                (line.MarkerSize, line.MarkerShape, line.MarkerColor) = (8, MarkerShape.FilledCircle, line.LineColor);
        }
    }
}
