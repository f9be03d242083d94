using System.Collections.Immutable;
using ScottPlot;

namespace Functional.Examples;

/// <summary>The pictures: decision regions, losses, confusion, curves. Colours are Okabe and Ito's, which the colour-blind can tell apart.</summary>
internal static partial class Pictures
{
    private const string FontName = "DejaVu Sans";
    private static readonly Color[] Palette = [Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73")];
    private static readonly MarkerShape[] Rims = [MarkerShape.OpenCircle, MarkerShape.OpenTriangleUp, MarkerShape.OpenSquare];
    private static readonly MarkerShape[] Markers = [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare];

    /// <summary>Training points filled, held-out points with a rim, on the region of the class that the classifier finds most likely.</summary>
    public static Plot DecisionRegions(
        Samples<Tensor<float>, Labels> train, Samples<Tensor<float>, Labels> test, Func<Tensor<float>, Labels> classify,
        ImmutableArray<string> features, ImmutableArray<string> classes, string title = "Where the classifier finds each species most likely")
    {
        const int cells = 240;
        var plot = NewPlot();
        var all = Tensor.Concatenate(0, train.Inputs, test.Inputs);
        var (left, right) = Range(all, 0);
        var (bottom, top) = Range(all, 1);
        var grid = Tensor.Generate<float>([cells * cells, 2], i => (float)(i % 2 == 0
            ? left + (i / 2 % cells + 0.5) / cells * (right - left)
            : top - (i / 2 / cells + 0.5) / cells * (top - bottom)));
        var found = classify(grid);
        var regions = new double[cells, cells];
        for (var i = 0; i < found.Count; i++)
            regions[i / cells, i % cells] = found[i];
        var heatmap = plot.Add.Heatmap(regions);
        heatmap.Extent = new(left, right, bottom, top);
        heatmap.Smooth = false;
        heatmap.Opacity = 0.22;
        heatmap.Colormap = new ClassColours(classes.Length);
        heatmap.ManualRange = new(0, Math.Max(1, classes.Length - 1));

        for (var c = 0; c < classes.Length; c++)
        {
            Points(train, c, $"{classes[c]}, training", filled: true);
            Points(test, c, $"{classes[c]}, held out", filled: false);
        }
        plot.Axes.SetLimits(left, right, bottom, top);
        plot.XLabel(features[0]);
        plot.YLabel(features[1]);
        plot.Title(title);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;

        void Points(Samples<Tensor<float>, Labels> samples, int label, string text, bool filled)
        {
            var rows = Enumerable.Range(0, samples.Count).Where(row => samples.Targets[row] == label).ToArray();
            var points = plot.Add.ScatterPoints(
                rows.Select(row => (double)samples.Inputs[row, 0]).ToArray(), rows.Select(row => (double)samples.Inputs[row, 1]).ToArray());
            points.LegendText = text;
            points.MarkerShape = filled ? Markers[label] : Rims[label];
            points.MarkerSize = filled ? 8 : 11;
            points.MarkerColor = Palette[label];
            points.MarkerLineWidth = filled ? 0 : 2;
        }
    }

    /// <summary>The losses after each epoch.</summary>
    public static Plot Losses(ImmutableArray<EpochLoss> losses, string unit = "mean cross-entropy (nats)")
    {
        var plot = NewPlot();
        var epochs = losses.Select(static loss => (double)loss.Epoch).ToArray();
        Line(losses.Select(static loss => loss.Training).ToArray(), "training", Palette[0], LinePattern.Solid);
        Line(losses.Select(static loss => loss.HeldOut).ToArray(), "held out", Palette[1], LinePattern.Dashed);
        plot.XLabel("epoch");
        plot.YLabel(unit);
        plot.Title("The cost, learning");
        plot.Axes.SetLimitsY(0, losses.SelectMany(static loss => new[] { loss.Training, loss.HeldOut }).DefaultIfEmpty(1).Max() * 1.05);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;

        void Line(double[] values, string text, Color colour, LinePattern pattern)
        {
            var line = plot.Add.ScatterLine(epochs, values, colour);
            line.LegendText = text;
            line.LineWidth = 2.5f;
            line.LinePattern = pattern;
        }
    }

    /// <summary>How often each class (row) was taken for each class (column).</summary>
    public static Plot Confusion(ConfusionMatrix counts, ImmutableArray<string> classes)
    {
        var plot = NewPlot();
        var n = classes.Length;
        var shown = new double[n, n];
        for (var row = 0; row < n; row++)
            for (var column = 0; column < n; column++)
                shown[row, column] = double.Log2(1 + counts[row, column]);
        var heatmap = plot.Add.Heatmap(shown);
        heatmap.Colormap = new ScottPlot.Colormaps.Blues().Reversed();
        for (var row = 0; row < n; row++)
            for (var column = 0; column < n; column++)
                if (counts[row, column] > 0)
                {
                    var text = plot.Add.Text(Invariant($"{counts[row, column]}"), column, n - 1 - row);
                    text.LabelFontName = FontName;
                    text.LabelFontSize = 16;
                    text.LabelAlignment = Alignment.MiddleCenter;
                    text.LabelFontColor = row == column ? Colors.White : Colors.Black;
                }
        var places = Enumerable.Range(0, n).Select(static place => (double)place).ToArray();
        plot.Axes.Bottom.SetTicks(places, [.. classes]);
        plot.Axes.Left.SetTicks(places, [.. classes.Reverse()]);
        plot.Axes.SetLimits(-0.5, n - 0.5, -0.5, n - 0.5);
        plot.HideGrid();
        plot.XLabel("what the network read");
        plot.YLabel("what was written");
        plot.Title("Held-out digits");
        return plot;
    }

    private static Plot NewPlot()
    {
        RegisterFont();
        var plot = new Plot();
        plot.Font.Set(FontName);
        plot.Legend.FontName = FontName;
        plot.Axes.Margins(0.02, 0.02);
        return plot;
    }

    /// <summary>The font comes with the program: a machine without fonts has labels too.</summary>
    private static void RegisterFont()
    {
        using var font = typeof(Pictures).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.ttf");
        using (var copy = File.Create(file))
            font.CopyTo(copy);
        Fonts.AddFontFile(FontName, file, bold: false, italic: false);
        Fonts.AddFontFile(FontName, file, bold: true, italic: false);
        Fonts.Default = FontName;
        Fonts.GetTypeface(FontName, bold: false, italic: false);
        Fonts.GetTypeface(FontName, bold: true, italic: false);
        File.Delete(file);
    }

    private static (double Low, double High) Range(Tensor<float> inputs, int feature)
    {
        var values = inputs[.., feature..(feature + 1)];
        var (low, high) = (-(-values).Max().Scalar, values.Max().Scalar);
        var margin = 0.08 * (high - low);
        return (low - margin, high + margin);
    }

    private sealed class ClassColours(int classes) : IColormap
    {
        public string Name => "classes";

        public Color GetColor(double position) => Palette[(int)double.Round(Math.Clamp(position, 0, 1) * (classes - 1))];
    }
}
