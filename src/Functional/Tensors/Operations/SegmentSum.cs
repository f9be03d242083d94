namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The sums of rows that belong together: <c>[rows, …]</c> to <c>[count, …]</c>, where row <c>s</c> of the result is the sum of the rows whose segment is
    /// <c>s</c>, in their order, and zeros where there are none. The segments need not be sorted.
    /// </summary>
    /// <param name="segments">The segment of each row.</param>
    /// <param name="count">How many segments there are.</param>
    /// <exception cref="ShapeException">
    /// The tensor has no axes, there are more or fewer segments than rows, or a segment is none of the count.
    /// </exception>
    public Tensor<T> SegmentSum(Indices segments, int count)
    {
        if (Rank == 0 || segments.Shape.Rank != 1 || segments.Length != Shape[0])
            throw new ShapeException($"SegmentSum: segments of shape {segments.Shape} do not name one for each row of shape {Shape}.");
        var all = segments.Span;
        for (var i = 0; i < all.Length; i++)
            if (all[i] >= count)
                throw new ShapeException(Invariant($"SegmentSum: row {i} belongs to segment {all[i]}, which is none of {count}."));
        return AddRows(all.ToArray(), count);
    }
}
