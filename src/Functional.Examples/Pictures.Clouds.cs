using System.Collections.Immutable;
using Functional.Plots;
using ScottPlot;

namespace Functional.Examples;

/// <summary>Pictures that only one example has; what is general is in Functional.Plots.</summary>
internal static partial class Pictures
{
    private const int CloudsInARow = 3;
    private const double CloudWidth = 6.4;
    private const double CloudHeight = 7;

    /// <summary>Clouds of points in rows of three, each on the same given points.</summary>
    public static Picture Clouds(Tensor<float> given, ImmutableArray<(string Title, Tensor<float> Points)> clouds, string title)
    {
        var plot = Picture.NewPlot();
        for (var i = 0; i < clouds.Length; i++)
        {
            var (x, y) = (i % CloudsInARow * CloudWidth, -(i / CloudsInARow) * CloudHeight);
            Points(given, x, y, Color.FromHex("#BBBBBB"), i == 0 ? "given" : "");
            Points(clouds[i].Points, x, y, OkabeIto.Colours[0], i == 0 ? "made" : "");
            var text = plot.Add.Text(clouds[i].Title, x, y + CloudHeight / 2 - 0.5);
            (text.LabelFontSize, text.LabelAlignment) = (15, Alignment.MiddleCenter);
        }
        var rows = (clouds.Length + CloudsInARow - 1) / CloudsInARow;
        plot.Axes.SetLimits(
            -CloudWidth / 2, (Math.Min(clouds.Length, CloudsInARow) - 0.5) * CloudWidth, -(rows - 0.5) * CloudHeight, CloudHeight / 2);
        plot.Axes.SquareUnits();
        plot.HideAxesAndGrid();
        plot.ShowLegend(Alignment.LowerRight);
        plot.Title(title);
        return Picture.Of(plot, 900, 640);

        void Points(Tensor<float> points, double x, double y, Color colour, string name)
        {
            var drawn = plot.Add.ScatterPoints(
                Enumerable.Range(0, points.Shape[0]).Select(row => x + points[row, 0]).ToArray(), Enumerable.Range(0, points.Shape[0]).Select(row => y + points[row, 1]).ToArray());
            (drawn.MarkerShape, drawn.MarkerSize, drawn.MarkerColor, drawn.LegendText) = (MarkerShape.FilledCircle, 4, colour, name);
        }
    }
}
