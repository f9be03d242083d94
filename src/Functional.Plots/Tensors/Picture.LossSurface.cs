using System.Numerics;
using ScottPlot;

namespace Functional.Plots;

// The cost around a point, in two directions.
public sealed partial class Picture
{
    private const int ContourLines = 12;

    /// <summary>
    /// The cost at θ + a·u + b·v, for a and b from −reach to reach: colours and lines of equal cost, and θ in the middle. How such pictures are read, and how directions are
    /// chosen for them: Li, Xu, Taylor, Studer and Goldstein, Advances in Neural Information Processing Systems 31, 2018.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="cost">The cost as a function of the parameters: <c>network.On(x).Then(CrossEntropy(y))</c>.</param>
    /// <param name="parameters">The parameters θ.</param>
    /// <param name="first">The direction u, with the names and shapes of θ.</param>
    /// <param name="second">The direction v.</param>
    /// <param name="reach">How far the picture goes, in multiples of the directions; positive.</param>
    /// <param name="points">How many costs are computed along each direction; at least 2, better an odd number, so that θ is one of them.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ParameterException">A direction has other names or shapes than θ.</exception>
    /// <exception cref="ArgumentException">A cost is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reach is not positive and finite, or there are too few points.</exception>
    /// <example><code>
    /// var picture = Picture.LossSurface(network.On(x).Then(CrossEntropy(labels)), θ, direction, dtheta, reach: 1);
    /// </code></example>
    public static Picture LossSurface<T>(
        Differentiable<TensorTree<T>, Tensor<T>> cost, TensorTree<T> parameters, TensorTree<T> first, TensorTree<T> second,
        double reach, int points = 25, string title = "The cost around θ")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!(reach > 0) || !double.IsFinite(reach))
            throw new ArgumentOutOfRangeException(nameof(reach), Invariant($"Picture: the reach is positive and finite, got {reach}."));
        if (points < 2)
            throw new ArgumentOutOfRangeException(nameof(points), Invariant($"Picture: at least 2 points along each direction, got {points}."));

        var places = new Coordinates3d[points, points];
        var costs = new double[points, points];     // by rows from the top, where b is largest
        for (var row = 0; row < points; row++)
            for (var column = 0; column < points; column++)
            {
                var (a, b) = (Along(column), -Along(row));
                var at = parameters.Plus(first.Scale(a)).Plus(second.Scale(b));
                costs[row, column] = Expect.Finite(double.CreateChecked(cost(at).Output.Scalar), () => Invariant($"Picture: the cost at a = {a:G3}, b = {b:G3}"));
                places[row, column] = new(a, b, costs[row, column]);
            }

        var plot = NewPlot(title, "a, along u", "b, along v");
        var heatmap = plot.Add.Heatmap(costs);
        heatmap.Extent = new(-reach, reach, -reach, reach);
        (heatmap.Colormap, heatmap.Smooth) = (new ScottPlot.Colormaps.Viridis(), false);
        var (least, most) = (costs.Cast<double>().Min(), costs.Cast<double>().Max());
        if (most > least)
        {
            var lines = plot.Add.ContourLines(places, ContourLines);
            (lines.LineColor, lines.LineWidth) = (Colors.White.WithAlpha(0.6), 1);
            lines.LabelStyle.IsVisible = false;     // the bar says the costs
        }
        var middle = plot.Add.Marker(0, 0, MarkerShape.FilledCircle, 10, OkabeIto.Colours[1]);
        middle.LegendText = "θ";
        var bar = plot.Add.ColorBar(heatmap);
        bar.Label = "cost";
        PlainTicks.On(bar.Axis);
        plot.Axes.SetLimits(-reach, reach, -reach, reach);
        plot.ShowLegend(Alignment.UpperRight);
        return Of(plot, 680, 560);

        double Along(int place) => reach * (2.0 * place / (points - 1) - 1);
    }
}
