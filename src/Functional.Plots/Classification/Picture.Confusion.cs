using ScottPlot;

namespace Functional.Plots;

// What was taken for what.
public sealed partial class Picture
{
    private const int ShortName = 4;
    private const double Dark = 0.68;       // of the scale: from here on white letters are read better
    private const int MatrixSide = 460;
    private const int SmallestCell = 34;
    private const int MostNumbers = 40;

    /// <summary>How often each class (row) was predicted as each class (column). Colours go by the logarithm, so that a few mistakes are seen beside many right answers.</summary>
    /// <param name="confusion">The counts.</param>
    /// <param name="classes">The names of the classes; their numbers when none are given.</param>
    /// <param name="title">The title.</param>
    /// <param name="predicted">What the columns are.</param>
    /// <param name="target">What the rows are.</param>
    /// <exception cref="ArgumentException">There are no samples, or more or fewer names than classes.</exception>
    /// <example><code>
    /// var picture = Picture.Confusion(ConfusionMatrix.Of(scores, labels), classes);
    /// </code></example>
    public static Picture Confusion(
        ConfusionMatrix confusion, IReadOnlyList<string>? classes = null, string title = "", string predicted = "predicted class", string target = "true class")
    {
        ArgumentNullException.ThrowIfNull(confusion);
        if (confusion.Count == 0)
            throw new ArgumentException("Picture: the confusion matrix has no samples.", nameof(confusion));
        var n = confusion.Classes;
        classes ??= [.. Enumerable.Range(0, n).Select(static index => Invariant($"{index}"))];
        Expect.Names(classes.Count, n, "Picture: a confusion matrix of classes");

        var plot = NewPlot(title, predicted, target);
        var shown = new double[n, n];
        for (var row = 0; row < n; row++)
            for (var column = 0; column < n; column++)
                shown[row, column] = double.Log2(1 + confusion[row, column]);
        var most = shown.Cast<double>().Max();
        var heatmap = plot.Add.Heatmap(shown);
        heatmap.Colormap = OkabeIto.Sequential;
        heatmap.ManualRange = new(0, most);
        heatmap.Smooth = false;
        for (var row = 0; row < n && n <= MostNumbers; row++)
            for (var column = 0; column < n; column++)
                if (confusion[row, column] > 0)
                {
                    var text = plot.Add.Text(Invariant($"{confusion[row, column]}"), column, n - 1 - row);
                    (text.LabelFontSize, text.LabelAlignment) = (n <= 12 ? 16 : 11, Alignment.MiddleCenter);
                    text.LabelFontColor = shown[row, column] > Dark * most ? Colors.White : Colors.Black;
                }
        var places = Enumerable.Range(0, n).Select(static place => (double)place).ToArray();
        plot.Axes.Bottom.SetTicks(places, [.. classes]);
        plot.Axes.Left.SetTicks(places, [.. classes.Reverse()]);
        var longest = classes.Select(static name => name.Length).Max();
        if (longest > ShortName && n * longest > 48)        // names that would run into each other
        {
            (plot.Axes.Bottom.TickLabelStyle.Rotation, plot.Axes.Bottom.TickLabelStyle.Alignment) = (-60, Alignment.MiddleRight);
            plot.Axes.Bottom.MinimumSize = 40 + 6 * longest;
        }
        plot.Axes.SetLimits(-0.5, n - 0.5, -0.5, n - 0.5);
        plot.HideGrid();
        var side = Math.Max(MatrixSide, n * SmallestCell);
        return Of(plot, side + 180, side + 160);
    }
}
