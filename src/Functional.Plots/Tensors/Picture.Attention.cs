using System.Collections.Immutable;
using System.Numerics;
using ScottPlot;

namespace Functional.Plots;

// What looks at what.
public sealed partial class Picture
{
    private const int MostHeadsInARow = 4;
    private const int HeadSide = 300;
    private const int MostTokens = 40;

    /// <summary>How much each query (row) looks at each key (column); all heads have the same colours, from 0 to the largest weight.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="weights">The weights of attention, <c>[queries, keys]</c> or <c>[heads, queries, keys]</c>, none of them negative.</param>
    /// <param name="queries">What the queries are, such as words; their numbers when none are given.</param>
    /// <param name="keys">What the keys are; the same as the queries when none are given and there are as many.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ShapeException">The shape is no such one, or there is nothing in it.</exception>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or there are more or fewer names than queries or keys.</exception>
    /// <example><code>
    /// var picture = Picture.Attention(weights, ["the", "cat", "sat"]);
    /// </code></example>
    public static Picture Attention<T>(Tensor<T> weights, IReadOnlyList<string>? queries = null, IReadOnlyList<string>? keys = null, string title = "Attention")
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(weights);
        var shape = weights.Shape;
        if (shape.Rank is < 2 or > 3 || shape.ElementCount == 0)
            throw new ShapeException($"Picture: weights of attention are [queries, keys] or [heads, queries, keys], of one sample, and not empty, got {shape}.");
        var (heads, rows, columns) = (shape.Rank == 3 ? shape[0] : 1, shape[^2], shape[^1]);
        keys ??= rows == columns ? queries : null;
        if (queries is not null)
            Expect.Names(queries.Count, rows, "Picture: queries");
        if (keys is not null)
            Expect.Names(keys.Count, columns, "Picture: keys");
        var numbers = Expect.Finite(weights, "Picture: weights of attention");
        if (numbers.Min() < 0)
            throw new ArgumentException(Invariant($"Picture: no weight of attention is negative, got {numbers.Min()}: are these scores before the softmax?"), nameof(weights));
        var most = numbers.Max() > 0 ? numbers.Max() : 1;

        var plots = ImmutableArray.CreateBuilder<Plot>(heads);
        for (var head = 0; head < heads; head++)
        {
            var plot = NewPlot(heads == 1 ? "" : Invariant($"head {head}"), "key", "query");
            var heatmap = plot.Add.Heatmap(Rows(numbers.AsSpan(head * rows * columns, rows * columns), rows, columns));
            (heatmap.Colormap, heatmap.ManualRange, heatmap.Smooth) = (OkabeIto.Sequential, new(0, most), false);
            Name(plot.Axes.Bottom, keys, columns, isReversed: false);
            Name(plot.Axes.Left, queries, rows, isReversed: true);      // the first query is at the top
            if (keys is { Count: <= MostTokens })
            {
                (plot.Axes.Bottom.TickLabelStyle.Rotation, plot.Axes.Bottom.TickLabelStyle.Alignment) = (-60, Alignment.MiddleRight);
                plot.Axes.Bottom.MinimumSize = 34 + 7 * keys.Select(static key => key.Length).Max();
            }
            plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
            plot.HideGrid();
            PlainTicks.On(plot.Add.ColorBar(heatmap).Axis);
            plots.Add(plot);
        }
        var inARow = Math.Min(heads, MostHeadsInARow);
        var side = heads == 1 ? 2 * HeadSide : HeadSide + 60;
        return Grid(plots.MoveToImmutable(), inARow, inARow * side, (heads + inARow - 1) / inARow * (side - 30) + TitleHeight, title);
    }

    private static void Name(IAxis axis, IReadOnlyList<string>? names, int count, bool isReversed)
    {
        var step = names is not null && count <= MostTokens ? 1 : Math.Max(1, (count + 7) / 8);
        int[] shown = [.. Enumerable.Range(0, count).Where(index => index % step == 0)];
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        foreach (var index in shown)
            ticks.AddMajor(isReversed ? count - 1 - index : index, names?[index] ?? Invariant($"{index}"));
        axis.TickGenerator = ticks;
    }
}
