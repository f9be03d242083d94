using Functional.Plots;
using ScottPlot;
using ScottPlot.Plottables;
using static Functional.Tests.Plotting.CurvePictureTests;

namespace Functional.Tests.Plotting;

/// <summary>Regions, confusion matrices and ROC curves: what is drawn is what was counted.</summary>
public class ClassifierPictureTests
{
    private static readonly ConfusionMatrix Confusion = ConfusionMatrix.Of(Labels.Create(0, 0, 1, 2, 2, 2), Labels.Create(0, 1, 1, 2, 2, 0));
    private static readonly Samples<Tensor<float>, Labels> Corners = new(Tensor.Create<float>([4, 2], 0, 0, 0, 1, 2, 0, 2, 1), [0, 0, 1, 1]);

    [Fact]
    public void A_confusion_matrix_has_its_counts_where_row_and_column_say()
    {
        var plot = Picture.Confusion(Confusion, ["a", "b", "c"]).Plots[0];

        var written = plot.GetPlottables<Text>().Select(static text => (Row: 2 - (int)text.Location.Y, Column: (int)text.Location.X, text.LabelText)).ToArray();
        Assert.Equal([(0, 0, "1"), (0, 2, "1"), (1, 0, "1"), (1, 1, "1"), (2, 2, "2")], written);
        var shades = plot.GetPlottables<Heatmap>().Single().Intensities;
        Assert.Equal(double.Log2(3), shades[2, 2]);
        Assert.Equal((1, 0), (shades[0, 2], shades[2, 0]));
        Assert.Equal(["a", "b", "c"], Ticks(plot, plot.Axes.Bottom));
        Assert.Equal(["c", "b", "a"], Ticks(plot, plot.Axes.Left));          // from below, so that the first row is at the top
        Assert.Equal(("predicted class", "true class"), (plot.Axes.Bottom.Label.Text, plot.Axes.Left.Label.Text));
    }

    /// <summary>Letters are white on dark cells and black on bright ones, wherever these are: contrast by the formula of WCAG 2.</summary>
    [Fact]
    public void Counts_can_be_read_on_every_shade()
    {
        int[] counts = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610];
        int[] predicted = [.. counts.SelectMany(static (count, i) => Enumerable.Repeat(i, count))], targets = [.. predicted.Select(i => (i + 1) % counts.Length)];
        var plot = Picture.Confusion(ConfusionMatrix.Of(Labels.Create(predicted), Labels.Create(targets))).Plots[0];
        var heatmap = plot.GetPlottables<Heatmap>().Single();

        Assert.All(plot.GetPlottables<Text>(), text =>
        {
            var cell = heatmap.Colormap.GetColor(double.Log2(1 + int.Parse(text.LabelText, System.Globalization.CultureInfo.InvariantCulture)) / double.Log2(611));
            var (bright, dark) = (Math.Max(Luminance(cell), Luminance(text.LabelFontColor)), Math.Min(Luminance(cell), Luminance(text.LabelFontColor)));
            Assert.True((bright + 0.05) / (dark + 0.05) > 4.5, $"{text.LabelText}: {(bright + 0.05) / (dark + 0.05):F1}");
        });
    }

    [Fact]
    public void A_roc_curve_is_that_of_the_ranking_and_its_legend_names_the_area()
    {
        var ranking = Ranking.Of(Tensor.Create<double>([4], 0.9, 0.8, 0.7, 0.1), Tensor.Create<double>([4], 1, 0, 1, 0));

        var lines = Picture.Roc([("mine", ranking)]).Plots[0].GetPlottables<Scatter>().ToArray();

        Assert.Equal([(0, 0), (1, 1)], Points(lines[0]));
        Assert.Equal([(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)], Points(lines[1]));
        Assert.Equal("mine, area 0.750", lines[1].LegendText);
    }

    [Fact]
    public void Regions_are_the_answers_at_the_middle_of_each_cell_and_points_lie_on_their_own()
    {
        var plot = Picture.DecisionRegions(Corners, null, static x => [.. Enumerable.Range(0, x.Shape[0]).Select(row => x[row, 0] < 1 ? 0 : 1)], ("x", "y"), ["left", "right"]).Plots[0];

        var heatmap = plot.GetPlottables<Heatmap>().Single();
        var (cells, limits) = (heatmap.Intensities, plot.Axes.GetLimits());
        Assert.All(Enumerable.Range(0, cells.GetLength(1)), column =>
            Assert.Equal(limits.Left + (column + 0.5) / cells.GetLength(1) * limits.HorizontalSpan < 1 ? 0 : 1, cells[0, column]));
        var drawn = heatmap.Position ?? throw new InvalidOperationException("The regions have no place.");
        var half = limits.HorizontalSpan / cells.GetLength(1) / 2;
        Assert.Equal((limits.Left, limits.Right), (Near(drawn.Left - half, limits.Left), Near(drawn.Right + half, limits.Right)));
        Assert.Equal((-0.16, 2.16, -0.08, 1.08), (limits.Left, Near(limits.Right, 2.16), limits.Bottom, limits.Top));
        Assert.Equal(["left, training", "right, training"], plot.GetPlottables<Scatter>().Select(static points => points.LegendText));
        Assert.Equal([(2, 0), (2, 1)], Points(plot.GetPlottables<Scatter>().Last()));
    }

    /// <summary>The upper rows of the cells are the larger values of the second feature.</summary>
    [Fact]
    public void Regions_stand_upright()
    {
        var cells = Picture.DecisionRegions(Corners, Corners, static x => [.. Enumerable.Range(0, x.Shape[0]).Select(row => x[row, 1] > 0.5f ? 1 : 0)], ("x", "y"), ["low", "high"])
            .Plots[0].GetPlottables<Heatmap>().Single().Intensities;

        Assert.Equal((1, 0), (cells[0, 0], cells[cells.GetLength(0) - 1, 0]));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_and_named()
    {
        Func<Tensor<float>, Labels> zero = static x => [.. new int[x.Shape[0]]];
        Refused("Picture: the confusion matrix has no samples.", static () => Picture.Confusion(ConfusionMatrix.Empty));
        Refused("Picture: a confusion matrix of classes: there are 2 names for 3.", static () => Picture.Confusion(Confusion, ["a", "b"]));
        Refused("Picture: there is no curve.", static () => Picture.Roc([]));
        Refused("Ranking: ", static () => Picture.Roc(Ranking.Empty));
        Refused("Picture: decision regions are of samples [samples, 2], but those of training have shape [1, 3].", () => Picture.DecisionRegions(
            new Samples<Tensor<float>, Labels>(Tensor.Ones<float>([1, 3]), [0]), null, zero, ("x", "y"), ["a"]));
        Refused("Picture: the samples of held out: the number at [0, 1] of [1, 2] is NaN: only finite numbers can be drawn.", () => Picture.DecisionRegions(
            Corners, new Samples<Tensor<float>, Labels>(Tensor.Create<float>([1, 2], 0, float.NaN), [0]), zero, ("x", "y"), ["a", "b"]));
        Refused("Picture: sample 2 of training is of class 1, but 1 have names.", () => Picture.DecisionRegions(Corners, null, zero, ("x", "y"), ["a"]));
        Refused("Picture: from 1 to 8 classes can be told apart, got 9.", () => Picture.DecisionRegions(Corners, null, zero, ("x", "y"), [.. "abcdefghi".Select(static name => $"{name}")]));
        Refused("Picture: the classifier found class 5, but 2 have names.", static () => Picture.DecisionRegions(
            Corners, null, static x => [.. Enumerable.Repeat(5, x.Shape[0])], ("x", "y"), ["a", "b"]));
        Refused("Picture: the classifier returned 1 labels for 57600 points.", static () => Picture.DecisionRegions(Corners, null, static _ => [0], ("x", "y"), ["a", "b"]));
    }

    /// <summary>What is written along an axis; ScottPlot knows it once the plot is drawn.</summary>
    internal static string[] Ticks(Plot plot, IAxis axis)
    {
        plot.RenderInMemory(400, 300);
        return [.. axis.TickGenerator.Ticks.Where(static tick => tick.IsMajor).OrderBy(static tick => tick.Position).Select(static tick => tick.Label)];
    }

    private static double Near(double value, double expected) => double.Abs(value - expected) < 1e-6 ? expected : value;

    private static double Luminance(Color colour)
    {
        return 0.2126 * Linear(colour.R) + 0.7152 * Linear(colour.G) + 0.0722 * Linear(colour.B);
        static double Linear(byte part) => part / 255.0 is var share && share <= 0.04045 ? share / 12.92 : double.Pow((share + 0.055) / 1.055, 2.4);
    }
}
