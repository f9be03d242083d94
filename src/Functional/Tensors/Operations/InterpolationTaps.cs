using Functional.Kernels;

namespace Functional;

/// <summary>On which places of an axis those of a longer one depend. Places are fractions of whole numbers, so that no rounding moves one to its neighbour.</summary>
internal static class InterpolationTaps
{
    /// <summary>Place j is place ⌊j·n/m⌋.</summary>
    public static AxisTaps Nearest(int size, int count) => new(size, [.. Enumerable.Range(0, count).Select(to => ((int, double)[])[((int)((long)to * size / count), 1)])]);

    /// <summary>
    /// Place j lies at (j + ½)·n/m − ½, so that the edges of both axes are the same, or at j·(n − 1)/(m − 1), so that their corners are; before the first place and after the
    /// last there is nothing else than these.
    /// </summary>
    public static AxisTaps Linear(int size, int count, bool alignCorners)
    {
        var taps = new (int, double)[count][];
        for (var to = 0L; to < count; to++)
        {
            var (numerator, denominator) = !alignCorners ? (Math.Max(0, (2 * to + 1) * size - count), 2L * count) : (to * (size - 1), Math.Max(1L, count - 1));
            var (place, part) = ((int)(numerator / denominator), (double)(numerator % denominator) / denominator);
            taps[to] = part == 0 || place + 1 >= size ? [(place, 1)] : [(place, 1 - part), (place + 1, part)];
        }
        return new(size, taps);
    }
}
