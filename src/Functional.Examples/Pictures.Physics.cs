using Functional.Plots;
using ScottPlot;

namespace Functional.Examples;

// What the network has made of the equation.
internal static partial class Pictures
{
    private const double Smallest = 1e-12;
    private const float LeftSize = 70;          // the same for both, so that x stands above x

    /// <summary>The solution and the network above, and below what the network has too much or too little.</summary>
    public static Picture Solution(double[] x, double[] solution, double[] network)
    {
        var above = Picture.NewPlot("−u″ = f, solved by a network that was told f", y: "u");
        var known = above.Add.ScatterLine(x, solution, OkabeIto.Colours[0].WithAlpha(0.45));
        (known.LegendText, known.LineWidth) = ("solution", 7);
        var found = above.Add.ScatterLine(x, network, OkabeIto.Colours[1]);
        (found.LegendText, found.LineWidth, found.LinePattern) = ("network", 2, LinePattern.Dashed);
        above.ShowLegend(Alignment.UpperRight);

        // Small numbers are written in a power of ten, which the axis names once.
        var errors = network.Zip(solution, static (own, known) => own - known).ToArray();
        var power = (int)double.Floor(double.Log10(double.Max(errors.Max(double.Abs), Smallest)));
        var below = Picture.NewPlot(x: "x", y: power == 0 ? "network − solution" : Invariant($"(network − solution) / 1e{power}"));
        below.Add.HorizontalLine(0, 1, Colors.Gray);
        var error = below.Add.ScatterLine(x, [.. errors.Select(each => each / double.Pow(10, power))], OkabeIto.Colours[1]);
        error.LineWidth = 2;
        foreach (var plot in (Plot[])[above, below])
            plot.Axes.Left.MinimumSize = LeftSize;
        return Picture.Grid([above, below], height: 640);
    }
}
