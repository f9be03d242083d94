using System.Collections.Immutable;
using ScottPlot;

namespace Functional.Examples;

// Curves over steps.
internal static partial class Pictures
{
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted];

    /// <summary>Accuracies after each epoch, and where one stage of training ends and another begins.</summary>
    public static Plot Accuracies(ImmutableArray<(string Name, ImmutableArray<double> Values)> curves, ImmutableArray<int> stages, IReadOnlyList<string> names)
    {
        var plot = NewPlot();
        for (var i = 0; i < curves.Length; i++)
            Curve(plot, curves[i].Name, [.. curves[i].Values.Select(static value => 100 * value)], i);
        for (var i = 0; i < stages.Length; i++)
        {
            var line = plot.Add.VerticalLine(stages[i] + 0.5, 1, Colors.Gray, LinePattern.Dotted);
            line.LegendText = "";
            var text = plot.Add.Text(names[i + 1], stages[i] + 1, 4);
            (text.LabelFontName, text.LabelFontSize, text.LabelFontColor) = (FontName, 13, Colors.Gray);
        }
        plot.XLabel("epoch");
        plot.YLabel("held-out accuracy (%)");
        plot.Title("A new task by few examples: with an encoder that can read, and from nothing");
        plot.Axes.SetLimitsY(0, 102);
        plot.ShowLegend(Alignment.LowerRight);
        return plot;
    }

    /// <summary>Schedules over the steps of a run.</summary>
    public static Plot Schedules(ImmutableArray<(string Name, Schedule Schedule)> schedules, int steps, string title)
    {
        var plot = NewPlot();
        for (var i = 0; i < schedules.Length; i++)
            Curve(plot, schedules[i].Name, [.. Enumerable.Range(0, steps).Select(step => schedules[i].Schedule.At(step))], i);
        plot.XLabel("step");
        plot.YLabel("learning rate");
        plot.Title(title);
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    private static void Curve(Plot plot, string name, ImmutableArray<double> values, int number)
    {
        var line = plot.Add.ScatterLine(Enumerable.Range(1, values.Length).Select(static step => (double)step).ToArray(), values.ToArray(), Palette[number % Palette.Length]);
        (line.LegendText, line.LineWidth, line.LinePattern) = (name, 2.5f, Patterns[number / Palette.Length % Patterns.Length]);
    }
}
