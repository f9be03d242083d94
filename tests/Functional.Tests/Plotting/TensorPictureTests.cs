using Functional.Plots;
using ScottPlot.Plottables;
using static Functional.Tests.Plotting.ClassifierPictureTests;
using static Functional.Tests.Plotting.CurvePictureTests;

namespace Functional.Tests.Plotting;

/// <summary>Images, histograms, attention and costs around a point: what is drawn is what the tensors hold.</summary>
public class TensorPictureTests
{
    private static readonly TensorTree<double> Tree = TensorTree<double>.Of(
        ("weight", Tensor.Create<double>([2, 4], 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 1)), ("bias", Tensor.Create<double>([3], 2, 2, 2)));

    [Fact]
    public void Images_of_one_channel_are_their_numbers_by_rows_from_the_top()
    {
        var plot = Picture.Images(Tensor.Generate<float>([3, 2, 4], static i => i), ["a", "b", "c"], "Three", columns: 2).Plots[0];

        var images = plot.GetPlottables<Heatmap>().ToArray();
        Assert.Equal(new double[,] { { 8, 9, 10, 11 }, { 12, 13, 14, 15 } }, images[1].Intensities);
        Assert.All(images, static image => Assert.Equal((0, 23), (image.ManualRange!.Value.Min, image.ManualRange.Value.Max)));        // the same shades for all
        // Images of 2 rows and 4 columns are twice as wide as high; places are those of the middles of the outer pixels.
        Assert.All(images, static image => Assert.Equal((2 - 2 / 4.0, 1 - 1 / 2.0), (double.Round(image.Position!.Value.Width, 9), double.Round(image.Position.Value.Height, 9))));
        Assert.True(images[1].Position!.Value.Left > images[0].Position!.Value.Right && images[2].Position!.Value.Top < images[0].Position!.Value.Bottom);
        Assert.Equal(["a", "b", "c"], plot.GetPlottables<Text>().Select(static text => text.LabelText));
        Assert.Equal(("Three", true), (plot.Axes.Title.Label.Text, plot.Axes.Title.IsVisible));
    }

    [Theory]
    [InlineData(Shading.Light, 0, 0, 255)]
    [InlineData(Shading.Ink, 0, 255, 0)]
    public void The_largest_number_is_light_or_ink(Shading shading, double least, int atLeast, int atMost)
    {
        var image = Picture.Images(Tensor.Create<double>([1, 1, 2], 0, 4), shading: shading).Plots[0].GetPlottables<Heatmap>().Single();

        Assert.Equal((least, 4), (image.ManualRange!.Value.Min, image.ManualRange.Value.Max));
        Assert.Equal((atLeast, atMost), (image.Colormap.GetColor(0).R, image.Colormap.GetColor(1).R));
    }

    [Fact]
    public void Where_signs_matter_0_is_white_and_each_image_has_its_own_range()
    {
        var images = Picture.Images(Tensor.Create<double>([2, 1, 2], -4, 2, 0.5, 0.25), shading: Shading.Diverging).Plots[0].GetPlottables<Heatmap>().ToArray();

        Assert.Equal([(-4, 4), (-0.5, 0.5)], images.Select(static image => (image.ManualRange!.Value.Min, image.ManualRange.Value.Max)));
        Assert.Equal(ScottPlot.Colors.White, images[0].Colormap.GetColor(0.5));
    }

    [Fact]
    public void Colours_are_those_of_the_channels()
    {
        var image = Picture.Images(Tensor.Create<float>([1, 1, 2, 3], 1, 0.5f, 0, -1, 0, 2)).Plots[0].GetPlottables<ImageRect>().Single();

        var pixels = image.Image!.GetArrayRGB();
        Assert.Equal((255, 128, 0), (pixels[0, 0, 0], pixels[0, 0, 1], pixels[0, 0, 2]));
        var last = pixels.GetLength(1) - 1;
        Assert.Equal((0, 0, 255), (pixels[0, last, 0], pixels[0, last, 1], pixels[0, last, 2]));
    }

    [Fact]
    public void A_histogram_counts_each_number_of_its_tensor_once()
    {
        var plots = Picture.Histograms(Tree, bins: 5).Plots;

        Assert.Equal(["bias [3]", "weight [2, 4]"], plots.Select(static plot => plot.Axes.Title.Label.Text));
        Assert.Equal([3], Counts(plots[0]));                        // all the same: one bar, around 2
        Assert.Equal([2, 2, 2, 0, 2], Counts(plots[1]));
        Assert.Equal((0, 1), (plots[1].Axes.GetLimits().Left, plots[1].Axes.GetLimits().Right));
        Assert.Equal([0.1, 0.3, 0.5, 0.7, 0.9], plots[1].GetPlottables<BarPlot>().Single().Bars.Select(static bar => double.Round(bar.Position, 9)));
    }

    [Fact]
    public void A_gradient_stands_beside_its_weights()
    {
        var plots = Picture.Histograms(Tree, Tree.Scale(-1)).Plots;

        Assert.Equal(["bias [3]", "gradient of bias [3]", "weight [2, 4]", "gradient of weight [2, 4]"], plots.Select(static plot => plot.Axes.Title.Label.Text));
        Assert.Equal((-1, 0), (plots[3].Axes.GetLimits().Left, plots[3].Axes.GetLimits().Right));
    }

    [Fact]
    public void A_head_of_attention_is_its_matrix_with_the_first_query_at_the_top()
    {
        var plots = Picture.Attention(Tensor.Create<float>([2, 2, 3], 0.5f, 0.5f, 0, 0, 0.25f, 0.75f, 1, 0, 0, 0, 1, 0), ["q", "r"], ["x", "y", "z"]).Plots;

        Assert.Equal(new double[,] { { 0.5, 0.5, 0 }, { 0, 0.25, 0.75 } }, plots[0].GetPlottables<Heatmap>().Single().Intensities);
        Assert.All(plots, static plot => Assert.Equal((0, 1), (plot.GetPlottables<Heatmap>().Single().ManualRange!.Value.Min, plot.GetPlottables<Heatmap>().Single().ManualRange!.Value.Max)));
        Assert.Equal(["r", "q"], Ticks(plots[0], plots[0].Axes.Left));
        Assert.Equal(["x", "y", "z"], Ticks(plots[0], plots[0].Axes.Bottom));
    }

    /// <summary>For C(θ) = θ₁² + 2·θ₂ the cost at θ + a·u + b·v is known.</summary>
    [Fact]
    public void A_loss_surface_is_the_cost_along_both_directions()
    {
        var cost = Differentiable.Trace(static (TensorTree<double> θ) => θ["a"] * θ["a"] + 2.0 * θ["b"]);
        TensorTree<double> Of(double a, double b) => TensorTree<double>.Of(("a", Tensor.Full([], a)), ("b", Tensor.Full([], b)));

        var plot = Picture.LossSurface(cost, Of(3, 5), Of(1, 0), Of(0, 1), reach: 2, points: 5).Plots[0];

        var costs = plot.GetPlottables<Heatmap>().Single().Intensities;
        Assert.Equal(9 + 10, costs[2, 2]);
        Assert.Equal(25 + 10, costs[2, 4]);         // a = 2
        Assert.Equal(9 + 14, costs[0, 2]);          // b = 2, at the top
        Assert.Equal((-2, 2, -2, 2), (plot.Axes.GetLimits().Left, plot.Axes.GetLimits().Right, plot.Axes.GetLimits().Bottom, plot.Axes.GetLimits().Top));
        Assert.Equal(12, plot.GetPlottables<ContourLines>().Single().ContourLineCount);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_and_named()
    {
        var cost = Differentiable.Trace(static (TensorTree<double> θ) => θ["bias"].Sum().Log());
        Refused("Picture: images are [images, height, width]", static () => Picture.Images(Tensor.Ones<float>([2, 2])));
        Refused("Picture: images are [images, height, width]", static () => Picture.Images(Tensor.Ones<float>([2, 2, 2, 2])));
        Refused("Picture: images are [images, height, width]", static () => Picture.Images(Tensor.Ones<float>([0, 2, 2])));
        Refused("Picture: images: there are 1 names for 2.", static () => Picture.Images(Tensor.Ones<float>([2, 2, 2]), ["a"]));
        Refused("Picture: images in a row: at least 1, got 0.", static () => Picture.Images(Tensor.Ones<float>([2, 2, 2]), columns: 0));
        Refused("Picture: images: the number at [0, 1, 0] of [1, 2, 1] is NaN", static () => Picture.Images(Tensor.Create<float>([1, 2, 1], 0, float.NaN)));
        Refused("Picture: the tree has no tensors.", static () => Picture.Histograms(TensorTree<float>.Empty));
        Refused("Picture: bars of a histogram: at least 1, got 0.", static () => Picture.Histograms(Tree, bins: 0));
        Refused("Picture: a: the number at [1] of [2] is Infinity", static () => Picture.Histograms(TensorTree<double>.Of(("a", Tensor.Create<double>([2], 0, double.PositiveInfinity)))));
        Refused("Two parameter trees differ", static () => Picture.Histograms(Tree, Tree.Subtree("bias")));
        Refused("Picture: weights of attention are [queries, keys]", static () => Picture.Attention(Tensor.Ones<float>([1, 1, 2, 2])));
        Refused("Picture: queries: there are 1 names for 2.", static () => Picture.Attention(Tensor.Ones<float>([2, 3]), ["a"]));
        Refused("Picture: keys: there are 1 names for 3.", static () => Picture.Attention(Tensor.Ones<float>([2, 3]), keys: ["a"]));
        Refused("Picture: no weight of attention is negative, got -2", static () => Picture.Attention(Tensor.Create<float>([1, 2], -2, 1)));
        Refused("Picture: the cost at a = -1, b = 1 is NaN", () => Picture.LossSurface(cost, Tree, Tree.Scale(0), Tree.Scale(-2), reach: 1, points: 3));
        Refused("Picture: the reach is positive and finite, got NaN.", () => Picture.LossSurface(cost, Tree, Tree, Tree, double.NaN));
        Refused("Picture: at least 2 points along each direction, got 1.", () => Picture.LossSurface(cost, Tree, Tree, Tree, 1, points: 1));
        Assert.Throws<ParameterException>(() => Picture.LossSurface(cost, Tree, Tree.Subtree("bias"), Tree, 1));
    }

    private static double[] Counts(ScottPlot.Plot plot) => [.. plot.GetPlottables<BarPlot>().Single().Bars.Select(static bar => bar.Value)];
}
