namespace Functional;

/// <summary>The costs of a run in as many columns as there is room for: in each the mean of its steps.</summary>
internal sealed class CostCurve(long steps, int width)
{
    private const double LogarithmicFrom = 10;         // the ratio of the largest and the smallest

    private readonly (double Sum, int Count)[] columns = new (double, int)[width];

    public void Add(long step, double cost)
    {
        ref var column = ref columns[(int)Math.Clamp((step - 1) * width / steps, 0, width - 1)];
        column = (column.Sum + cost, column.Count + 1);
    }

    /// <summary>The lines of the curve, and whether equal heights are equal ratios in it.</summary>
    public (string[] Lines, bool IsLogarithmic) Draw(int height)
    {
        var values = new double[width];
        var known = -1;
        for (var column = 0; column < width; column++)
        {
            values[column] = columns[column] is { Count: > 0 and var count, Sum: var sum } ? sum / count : double.NaN;
            if (double.IsNaN(values[column]))
                continue;
            // Where a run is looked at seldom, the curve goes straight from one look to the next.
            for (var between = known + 1; known >= 0 && between < column; between++)
                values[between] = values[known] + (values[column] - values[known]) * (between - known) / (column - known);
            known = column;
        }
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (!double.IsNaN(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var isLogarithmic = low > 0 && high / low >= LogarithmicFrom;
        return (TextCurve.Draw(values, height, isLogarithmic).Split('\n'), isLogarithmic);
    }
}
