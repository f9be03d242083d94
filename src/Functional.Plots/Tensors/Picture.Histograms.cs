using System.Collections.Immutable;
using System.Numerics;
using ScottPlot;

namespace Functional.Plots;

// How the numbers of a tree are spread.
public sealed partial class Picture
{
    private const int PanelWidth = 420;
    private const int PanelHeight = 170;

    /// <summary>A histogram of the numbers of each tensor of a tree: of weights, of gradients, of moments.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tree">The tree, with one tensor at least.</param>
    /// <param name="bins">How many bars there are from the smallest number to the largest; where all numbers are the same there is one.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentException">There is no tensor, one has no numbers, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bars.</exception>
    /// <example><code>
    /// var picture = Picture.Histograms(θ);
    /// </code></example>
    public static Picture Histograms<T>(TensorTree<T> tree, int bins = 40, string title = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tree);
        ImmutableArray<Plot> plots = [.. tree.Leaves.Select(leaf => Histogram(leaf.Path, leaf.Value, bins, OkabeIto.Colours[0]))];
        var columns = plots.Length == 1 ? 1 : 2;
        return Panels(plots, columns, title);
    }

    /// <summary>Histograms of weights, and beside each those of its gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="parameters">The parameters, with one tensor at least.</param>
    /// <param name="gradient">The gradient, with the same names and shapes.</param>
    /// <param name="bins">How many bars there are from the smallest number to the largest; where all numbers are the same there is one.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ParameterException">The trees have different names or shapes.</exception>
    /// <exception cref="ArgumentException">There is no tensor, one has no numbers, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bars.</exception>
    public static Picture Histograms<T>(TensorTree<T> parameters, TensorTree<T> gradient, int bins = 40, string title = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradient);
        parameters.Zip(gradient, static (own, _) => own);       // refuses other names and shapes
        return Panels(
            [.. parameters.Leaves.Zip(gradient.Leaves, (own, slope) => (Plot[])
            [
                Histogram(own.Path, own.Value, bins, OkabeIto.Colours[0]),
                Histogram($"gradient of {slope.Path}", slope.Value, bins, OkabeIto.Colours[1]),
            ]).SelectMany(static pair => pair)],
            columns: 2, title);
    }

    private static Picture Panels(ImmutableArray<Plot> plots, int columns, string title)
    {
        if (plots.IsEmpty)
            throw new ArgumentException("Picture: the tree has no tensors.");
        var rows = (plots.Length + columns - 1) / columns;
        return Grid(plots, columns, columns * PanelWidth, Math.Min(LargestSide, rows * PanelHeight + TitleHeight), title);
    }

    private static Plot Histogram<T>(string path, Tensor<T> tensor, int bins, Color colour)
        where T : struct, IFloatingPointIeee754<T>
    {
        Expect.AtLeastOne(bins, "Picture: bars of a histogram", nameof(bins));
        var name = path.Length == 0 ? "the tensor" : path;
        var numbers = Expect.Finite(tensor, $"Picture: {name}");
        if (numbers.Length == 0)
            throw new ArgumentException($"Picture: {name} of shape {tensor.Shape} has no numbers.");
        var (low, high) = (numbers.Min(), numbers.Max());
        if (high == low)
            (low, high, bins) = (low - Half(low), high + Half(high), 1);
        var (counts, width) = (new int[bins], (high - low) / bins);
        foreach (var number in numbers)
            counts[Math.Clamp((int)((number - low) / width), 0, bins - 1)]++;

        var plot = NewPlot(Invariant($"{name} {tensor.Shape}"));
        var bars = plot.Add.Bars(Enumerable.Range(0, bins).Select(bin => low + (bin + 0.5) * width).ToArray(), counts.Select(static count => (double)count).ToArray());
        foreach (var bar in bars.Bars)
            (bar.Size, bar.FillColor, bar.LineWidth) = (width, colour, 0);
        plot.Axes.Title.Label.FontSize = 13;
        plot.Axes.SetLimits(low, high, 0, Headroom * counts.Max());
        return plot;

        static double Half(double size) => size == 0 ? 0.5 : 0.5 * double.Abs(size);
    }
}
