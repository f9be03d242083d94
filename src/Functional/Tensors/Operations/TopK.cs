namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The largest elements along an axis, in order, and where they lie; of equal ones the first, and NaN counts as the largest. What flows back to the values
    /// goes where they lie. Also in a traced function; where there are no numbers at all, as in a mapped one, use <see cref="Sort"/> and <see cref="Slice"/>.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="largest">Whether these are the largest; else the smallest, the smallest first.</param>
    /// <returns>The values and their places on the axis, both of this shape with the count on that axis.</returns>
    /// <exception cref="ShapeException">The axis does not exist, or has fewer places than the count.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public (Tensor<T> Values, Indices Places) TopK(int count, int axis = -1, bool largest = true)
    {
        axis = Shape.Axis(axis);
        if (count < 0)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"TopK: at least 0 elements are asked for, got {count}."));
        if (count > Shape[axis])
            throw new ShapeException(Invariant($"TopK: {count} elements are more than there are on axis {axis} of shape {Shape}."));
        var sorted = StopGradient().ArgSort(axis, descending: largest).Span;
        var inner = Shape[(axis + 1)..].ElementCount;
        var (run, whole) = (count * inner, Shape[axis] * inner);
        var places = new int[Shape.With(axis, count).ElementCount];
        for (var outer = 0; outer * run < places.Length; outer++)
            sorted.Slice(outer * whole, run).CopyTo(places.AsSpan(outer * run));
        var first = Indices.Of(Shape.With(axis, count), places);
        return (TakeAlong(first, axis), first);
    }
}
