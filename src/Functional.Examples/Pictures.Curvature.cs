using System.Collections.Immutable;
using Functional.Plots;
using ScottPlot;

namespace Functional.Examples;

// What second derivatives say of a cost.
internal static partial class Pictures
{
    /// <summary>The cost along each direction, and its parabola dashed, from −reach to reach.</summary>
    public static Picture Parabolas(ImmutableArray<CostAlong> lines, double reach)
    {
        const int steps = 160;
        var plot = Picture.NewPlot("The cost of a trained network, and the parabolas of its Hessian", "distance t from θ along the eigenvector", "mean cross-entropy (nats)");
        var t = Enumerable.Range(0, steps + 1).Select(i => reach * (2.0 * i / steps - 1)).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            Line([.. t.Select(lines[i].Cost)], $"cost along v{"₁₂"[i]}", OkabeIto.Colours[i], LinePattern.Solid);
            Line([.. t.Select(lines[i].Parabola)], Invariant($"parabola, λ{"₁₂"[i]} = {lines[i].Eigenvalue:F3}"), OkabeIto.Colours[i], LinePattern.Dashed);
        }
        plot.ShowLegend(Alignment.UpperCenter);
        return Picture.Of(plot, 800, 520);

        void Line(double[] values, string text, Color colour, LinePattern pattern)
        {
            var line = plot.Add.ScatterLine(t, values, colour);
            (line.LegendText, line.LineWidth, line.LinePattern) = (text, 2.5f, pattern);
        }
    }
}
