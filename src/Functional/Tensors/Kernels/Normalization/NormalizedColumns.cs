using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// Normalisation over rows, [outer, rows, groups, width]: for each place on the first axis the sums of all columns by the block of rows, these by pairs, and
/// from them what each group has. Threads divide the places, or the blocks where the places are few; where the edges are is a matter of the shape.
/// </summary>
internal static class NormalizedColumns
{
    private const int FewPlaces = 4;
    private const int PartLength = 4096;        // numbers that are worth a part of the work
    private const int WorkOfElement = 32;       // multiply-adds of a product that take the time

    /// <summary>The output where its memory is given, and of each group the mean in two parts and 1/√(variance + ε); the variance where its memory is given.</summary>
    public static void Forward<T>(
        GroupedShape shape, T[] x, in Affine<T> affine, T epsilon, bool centred, T[]? y, T[] statistics, T[]? variances)
        where T : struct, IFloatingPointIeee754<T> => Run(new ColumnsForward<T>(shape, x, affine, epsilon, centred, y, statistics, variances), shape);

    /// <summary>The output of one place, at statistics that are known.</summary>
    public static void ForwardAt<T>(GroupedShape shape, T[] x, in Affine<T> affine, T[] statistics, T[] y)
        where T : struct, IFloatingPointIeee754<T> =>
        new ColumnsForward<T>(shape, x, affine, T.Zero, true, y, statistics, null).WriteKnown(0, Grid.ThreadsFor((long)shape.Length * WorkOfElement));

    /// <summary>The cotangents: of x where its memory is given, of scales and shifts where theirs is.</summary>
    public static void Back<T>(GroupedShape shape, T[] dy, T[] x, in Affine<T> affine, bool centred, T[] statistics, T[]? dx, T[]? dscale, T[]? dshift)
        where T : struct, IFloatingPointIeee754<T>
    {
        var length = shape.Outer * shape.Columns;
        var (scales, shifts) = dscale is null ? ([], []) : (new T[length], new T[length]);
        Run(new ColumnsBack<T>(shape, dy, x, affine, centred, statistics, dx, scales, shifts), shape);
        if (dscale is null)
            return;
        Summation<T>.OfRows(scales, dscale.AsSpan(0, shape.Columns));
        Summation<T>.OfRows(shifts, dshift.AsSpan(0, shape.Columns));
    }

    private static void Run<TPlaces>(TPlaces places, GroupedShape shape)
        where TPlaces : struct, IPlaces
    {
        var work = (long)shape.Length * WorkOfElement;
        var threads = Grid.ThreadsFor(work);
        if (shape.Outer < FewPlaces)
        {
            for (var place = 0; place < shape.Outer; place++)
                places.Do(place, threads);
            return;
        }
        var together = Math.Max(1, PartLength / (shape.Rows * shape.Columns));
        ParallelFor<PlacesInParts<TPlaces>>.Do(new(places, shape.Outer, together), (shape.Outer + together - 1) / together, threads, work);
    }
}

/// <summary>Work on each place of the first axis.</summary>
internal interface IPlaces
{
    /// <summary>Does one, with so many threads.</summary>
    void Do(int place, int threads);
}

/// <summary>Several places at a time, each on one thread.</summary>
internal readonly struct PlacesInParts<TPlaces>(TPlaces places, int count, int together) : IParallelBody
    where TPlaces : struct, IPlaces
{
    public void Do(int part)
    {
        for (var place = part * together; place < Math.Min(count, (part + 1) * together); place++)
            places.Do(place, 1);
    }
}
