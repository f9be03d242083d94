namespace Functional.Kernels;

/// <summary>What the sum of a window is divided by.</summary>
internal enum Divisor
{
    /// <summary>Nothing: the sum itself.</summary>
    One,

    /// <summary>How many places the window has in the input: padding is not counted.</summary>
    Inside,

    /// <summary>How many places the window has, those in the padding as well.</summary>
    All,
}

/// <summary>How many places of each window are counted: the product of those along the axes.</summary>
internal sealed class WindowCounts(WindowGrid grid, Divisor divisor)
{
    private readonly int[] deep = Of(grid.Depth, divisor), down = Of(grid.Height, divisor), across = Of(grid.Width, divisor);

    public long Of(int depth, int height, int width) => (long)deep[depth] * down[height] * across[width];

    private static int[] Of(WindowAxis axis, Divisor divisor)
    {
        var counts = new int[axis.Count];
        for (var window = 0; window < counts.Length; window++)
            counts[window] = divisor switch
            {
                Divisor.One => 1,
                Divisor.Inside => axis.End[window] - axis.First[window],
                _ => axis.Lengths[window],
            };
        return counts;
    }
}
