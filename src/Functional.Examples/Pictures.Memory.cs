using Functional.Plots;
using ScottPlot;

namespace Functional.Examples;

// What a recurrent network remembers.
internal static partial class Pictures
{
    /// <summary>The numbers with those that are marked, what the network would answer after each step beside the sum so far, and its state.</summary>
    /// <param name="numbers">The number of each step.</param>
    /// <param name="marks">1 where it is marked, else 0.</param>
    /// <param name="answers">What the network would answer after each step.</param>
    /// <param name="state">The state, a unit a row.</param>
    public static Picture Memory(double[] numbers, double[] marks, double[] answers, double[,] state)
    {
        var steps = Enumerable.Range(0, numbers.Length).Select(static step => (double)step).ToArray();
        var sums = new double[numbers.Length];
        for (var step = 0; step < sums.Length; step++)
            sums[step] = (step == 0 ? 0 : sums[step - 1]) + marks[step] * numbers[step];

        var above = Picture.NewPlot("The two marked numbers are to be added", y: "number");
        var bars = above.Add.Bars(steps, numbers);
        for (var step = 0; step < numbers.Length; step++)
            (bars.Bars[step].FillColor, bars.Bars[step].LineWidth) = (marks[step] == 1 ? OkabeIto.Colours[1] : Colors.LightGray, 0);

        var middle = Picture.NewPlot(y: "sum");
        var exact = middle.Add.ScatterLine(steps, sums, OkabeIto.Colours[0].WithAlpha(0.45));
        (exact.LegendText, exact.LineWidth, exact.ConnectStyle) = ("sum so far", 7, ConnectStyle.StepHorizontal);
        var said = middle.Add.ScatterLine(steps, answers, OkabeIto.Colours[1]);
        (said.LegendText, said.LineWidth) = ("what the network would answer", 2);
        middle.ShowLegend(Alignment.LowerRight);

        var below = Picture.NewPlot(x: "step", y: "unit of the state");
        var heatmap = below.Add.Heatmap(state);
        heatmap.Extent = new(0, numbers.Length - 1, 0, state.GetLength(0) - 1);
        heatmap.Colormap = OkabeIto.Diverging;
        heatmap.ManualRange = new(-1, 1);
        heatmap.Smooth = false;
        foreach (var plot in (Plot[])[above, middle, below])
        {
            plot.Axes.Left.MinimumSize = LeftSize;
            plot.Axes.SetLimitsX(-0.5, numbers.Length - 0.5);
        }
        return Picture.Grid([above, middle, below], height: 720);
    }
}
