using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Functional.Plots;

/// <summary>Numbers along an axis that are written alike in every culture: ScottPlot writes them in that of the thread.</summary>
internal static class PlainTicks
{
    private const double Large = 1000, Small = 1e-4;

    public static void On(IAxis axis) => axis.TickGenerator = new NumericAutomatic { LabelFormatter = Text };

    public static string Text(double value)
    {
        var size = double.Abs(value);
        return size is > 0 and < Small ? Invariant($"{value:0.###e0}")
            : value == double.Round(value) || size > Large ? value.ToString("N0", CultureInfo.InvariantCulture)
            : double.Round(value, 10).ToString("G", CultureInfo.InvariantCulture);
    }
}
