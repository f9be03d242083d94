using System.Numerics;
using ScottPlot;

namespace Functional.Plots;

// What a classifier answers in the plane.
public sealed partial class Picture
{
    private const int Cells = 240;
    private const double Margin = 0.08;     // of the range of the points, on each side
    private const double RegionOpacity = 0.22;
    private static readonly MarkerShape[] Rims = [MarkerShape.OpenCircle, MarkerShape.OpenTriangleUp, MarkerShape.OpenSquare, MarkerShape.OpenDiamond];
    private static readonly MarkerShape[] Markers = [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond];

    /// <summary>Which class is predicted where, and the samples: those of training filled, those held out with a rim.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="training">Samples of two features, <c>[samples, 2]</c>.</param>
    /// <param name="heldOut">Others; null where there are none.</param>
    /// <param name="classify">From points <c>[points, 2]</c> to the class of each.</param>
    /// <param name="features">What the two features are.</param>
    /// <param name="classes">The names of the classes, at most eight.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ShapeException">The samples have not two features.</exception>
    /// <exception cref="ArgumentException">There are no samples, a feature is not finite, there are too many classes, or a class that is none of them is met.</exception>
    /// <example><code>
    /// var picture = Picture.DecisionRegions(train, test, classify, ("length (cm)", "width (cm)"), classes);     // x =&gt; Labels.ArgMax(network.At(θ)(x).Output)
    /// </code></example>
    public static Picture DecisionRegions<T>(
        Samples<Tensor<T>, Labels> training, Samples<Tensor<T>, Labels>? heldOut, Func<Tensor<T>, Labels> classify,
        (string X, string Y) features, IReadOnlyList<string> classes, string title = "What is predicted where")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(classify);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count < 1 || classes.Count > OkabeIto.Colours.Length)
            throw new ArgumentException(Invariant($"Picture: from 1 to {OkabeIto.Colours.Length} classes can be told apart, got {classes.Count}."), nameof(classes));
        (string Name, Samples<Tensor<T>, Labels> Samples)[] parts = heldOut is null ? [("training", training)] : [("training", training), ("held out", heldOut)];
        foreach (var (name, part) in parts)
            ExpectPoints(name, part, classes.Count);
        var all = parts.SelectMany(static part => Points(part.Samples)).ToArray();
        if (all.Length == 0)
            throw new ArgumentException("Picture: there are no samples.", nameof(training));
        var (left, right) = Range(all.Select(static point => point.X));
        var (bottom, top) = Range(all.Select(static point => point.Y));

        var plot = NewPlot(title, features.X, features.Y);
        var regions = Regions(classify, new(left, right, bottom, top), classes.Count);
        var heatmap = plot.Add.Heatmap(regions);
        var (halfX, halfY) = ((right - left) / Cells / 2, (top - bottom) / Cells / 2);      // an extent goes from the middle of the first cell to that of the last
        heatmap.Extent = new(left + halfX, right - halfX, bottom + halfY, top - halfY);
        heatmap.Smooth = false;
        heatmap.Opacity = RegionOpacity;
        heatmap.Colormap = OkabeIto.Classes(classes.Count);
        heatmap.ManualRange = new(0, Math.Max(1, classes.Count - 1));
        for (var label = 0; label < classes.Count; label++)
            for (var i = 0; i < parts.Length; i++)
                AddPoints(plot, Points(parts[i].Samples).Where(point => point.Label == label), $"{classes[label]}, {parts[i].Name}", label, isFilled: i == 0);
        plot.Axes.SetLimits(left, right, bottom, top);
        plot.ShowLegend(Alignment.UpperLeft);
        return Of(plot, 800, 560);
    }

    private static void AddPoints(Plot plot, IEnumerable<(double X, double Y, int Label)> points, string name, int label, bool isFilled)
    {
        var shown = points.ToArray();
        if (shown.Length == 0)
            return;
        var drawn = plot.Add.ScatterPoints(shown.Select(static point => point.X).ToArray(), shown.Select(static point => point.Y).ToArray());
        (drawn.LegendText, drawn.MarkerColor) = (name, OkabeIto.Colours[label]);
        (drawn.MarkerShape, drawn.MarkerSize, drawn.MarkerLineWidth) = isFilled ? (Markers[label % Markers.Length], 8, 0) : (Rims[label % Rims.Length], 11, 2);
    }

    /// <summary>The class of the middle of each cell, by rows from the top.</summary>
    private static double[,] Regions<T>(Func<Tensor<T>, Labels> classify, CoordinateRect within, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        var found = classify(Tensor.Generate<T>([Cells * Cells, 2], i => T.CreateChecked(i % 2 == 0
            ? within.Left + (i / 2 % Cells + 0.5) / Cells * within.Width
            : within.Top - (i / 2 / Cells + 0.5) / Cells * within.Height)));
        if (found.Count != Cells * Cells)
            throw new ArgumentException(Invariant($"Picture: the classifier returned {found.Count} labels for {Cells * Cells} points."), nameof(classify));
        var regions = new double[Cells, Cells];
        for (var i = 0; i < found.Count; i++)
            regions[i / Cells, i % Cells] = found[i] < classes ? found[i]
                : throw new ArgumentException(Invariant($"Picture: the classifier found class {found[i]}, but {classes} have names."), nameof(classify));
        return regions;
    }

    private static void ExpectPoints<T>(string name, Samples<Tensor<T>, Labels> samples, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (samples.Inputs.Shape.Rank != 2 || samples.Inputs.Shape[1] != 2)
            throw new ShapeException($"Picture: decision regions are of samples [samples, 2], but those of {name} have shape {samples.Inputs.Shape}.");
        Expect.Finite(samples.Inputs, $"Picture: the samples of {name}");
        for (var i = 0; i < samples.Count; i++)
            if (samples.Targets[i] >= classes)
                throw new ArgumentException(Invariant($"Picture: sample {i} of {name} is of class {samples.Targets[i]}, but {classes} have names."));
    }

    private static IEnumerable<(double X, double Y, int Label)> Points<T>(Samples<Tensor<T>, Labels> samples)
        where T : struct, IFloatingPointIeee754<T> => Enumerable.Range(0, samples.Count).Select(row =>
            (double.CreateChecked(samples.Inputs[row, 0]), double.CreateChecked(samples.Inputs[row, 1]), samples.Targets[row]));

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        var margin = high > low ? Margin * (high - low) : 0.5;
        return (low - margin, high + margin);
    }
}
