using Functional.Plots;
using ScottPlot;
using ScottPlot.Plottables;

namespace Functional.Tests.Plotting;

/// <summary>Lines over epochs and steps: what is drawn is what was given.</summary>
public class CurvePictureTests
{
    [Fact]
    public void Loss_curves_are_the_losses_by_epoch_and_their_axis_begins_at_0()
    {
        var plot = Picture.LossCurves([Curve.Of("training", [2, 1, 0.5]), Curve.Of("held out", [2.5, 1.5])], "nats").Plots[0];

        var lines = plot.GetPlottables<Scatter>().ToArray();
        Assert.Equal([(1, 2), (2, 1), (3, 0.5)], Points(lines[0]));
        Assert.Equal([(1, 2.5), (2, 1.5)], Points(lines[1]));
        Assert.Equal(["training", "held out"], lines.Select(static line => line.LegendText));
        Assert.Equal((0, 2.5 * 1.05), (plot.Axes.GetLimits().Bottom, plot.Axes.GetLimits().Top));
        Assert.Equal(("epoch", "nats"), (plot.Axes.Bottom.Label.Text, plot.Axes.Left.Label.Text));
    }

    [Fact]
    public void The_costs_of_a_run_are_drawn_by_step_and_its_start_has_none()
    {
        var network = Layers<float>.Dense(1);
        var start = Training.Start(network, [2], Optimizer.Sgd(0.1f), Key.FromSeed(1));
        var run = Training.Run(start, network, Layers<float>.MeanSquaredError(Tensor.Ones<float>([4, 1])), Key.FromSeed(2).Normal<float>([4, 2])).Take(5).ToArray();

        var curve = Curve.Costs("training", run.Prepend(start));

        Assert.Equal(run.Select(static state => ((double)state.Step, (double)state.Cost!.Value)).ToArray(), curve.Points.ToArray());
        Assert.Equal(curve.Points.ToArray(), Curve.Costs("training", run.Select(TrainingReport.Of)).Points.ToArray());
        Assert.Equal("Curve 'training': there is no point. (Parameter 'points')", Assert.Throws<ArgumentException>(() => Curve.Costs("training", [start])).Message);
    }

    [Fact]
    public void A_negative_cost_is_seen_too()
    {
        var limits = Picture.LossCurves([Curve.Of("likelihood", [-1, -3])]).Plots[0].Axes.GetLimits();

        Assert.True(limits is { Bottom: < -3, Top: >= 0 }, $"{limits}");
    }

    /// <summary>Colour alone does not tell two lines apart: neighbours differ in their pattern, and the ninth, which has the first colour again, from the first.</summary>
    [Fact]
    public void Neither_neighbours_nor_lines_of_one_colour_have_the_same_pattern()
    {
        var lines = Picture.Curves([.. Enumerable.Range(0, 16).Select(static i => Curve.Of($"{i}", [i, i]))], "", "x", "y").Plots[0].GetPlottables<Scatter>().ToArray();

        Assert.All(lines.Zip(lines.Skip(1)), static pair => Assert.NotEqual(pair.Item1.LinePattern, pair.Item2.LinePattern));
        Assert.All(lines.Zip(lines.Skip(8)), static pair => Assert.True(pair.Item1.LineColor == pair.Item2.LineColor && !pair.Item1.LinePattern.Equals(pair.Item2.LinePattern)));
    }

    [Fact]
    public void A_schedule_is_drawn_at_its_own_values_from_its_first_step_to_its_last()
    {
        var schedule = Schedule.Cosine(1e-3, 5_000).WarmUp(100);

        var points = Points(Picture.Schedules([("cosine", schedule)], steps: 5_100).Plots[0].GetPlottables<Scatter>().Single()).ToArray();

        Assert.Equal((0, 5_099), (points[0].X, points[^1].X));
        Assert.All(points, point => Assert.Equal(schedule.At((long)point.X), point.Y));
        Assert.Equal(7, Points(Picture.Schedules([("cosine", schedule)], steps: 7).Plots[0].GetPlottables<Scatter>().Single()).Count());
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_and_named()
    {
        Refused("Picture: there is no curve.", static () => Picture.LossCurves([]));
        Refused("Curve 'a': there is no point.", static () => Curve.Of("a", []));
        Refused("Curve 'a': y of point 1 is NaN: only finite numbers can be drawn.", static () => Curve.Of("a", [1, double.NaN]));
        Refused("Curve 'a': x of point 0 is Infinity: only finite numbers can be drawn.", static () => new Curve("a", [(double.PositiveInfinity, 1)]));
        Refused("Curve 'a': there are 2 places for 3 values.", static () => Curve.Of("a", [1, 2], [1, 2, 3]));
        Refused("Picture: there is no curve.", static () => Picture.Schedules([], 10));
        Refused("Picture: at least 2 steps are shown, got 1.", static () => Picture.Schedules([("a", 0.1)], 1));
    }

    internal static void Refused(string message, Func<object> attempt) =>
        Assert.StartsWith(message, Assert.ThrowsAny<Exception>(attempt).Message, StringComparison.Ordinal);

    internal static IEnumerable<(double X, double Y)> Points(Scatter line) => line.Data.GetScatterPoints().Select(static point => (point.X, point.Y));
}
