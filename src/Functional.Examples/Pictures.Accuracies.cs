using System.Collections.Immutable;
using Functional.Plots;
using ScottPlot;

namespace Functional.Examples;

// Curves over epochs.
internal static partial class Pictures
{
    /// <summary>Accuracies after each epoch, and where one stage of training ends and another begins.</summary>
    public static Picture Accuracies(ImmutableArray<(string Name, ImmutableArray<double> Values)> curves, ImmutableArray<int> stages, IReadOnlyList<string> names)
    {
        var picture = Picture.Curves(
            [.. curves.Where(static curve => !curve.Values.IsEmpty).Select(static curve => Curve.Of(curve.Name, curve.Values.Select(static value => 100 * value)))],
            "A new task by few examples: with an encoder that can read, and from nothing", "epoch", "held-out accuracy (%)", Alignment.LowerRight);
        var plot = picture.Plots[0];
        for (var i = 0; i < stages.Length; i++)
        {
            var line = plot.Add.VerticalLine(stages[i] + 0.5, 1, Colors.Gray, LinePattern.Dotted);
            line.LegendText = "";
            var text = plot.Add.Text(names[i + 1], stages[i] + 1, 4);
            (text.LabelFontSize, text.LabelFontColor) = (13, Colors.Gray);
        }
        plot.Axes.SetLimitsY(0, 102);
        return picture;
    }
}
