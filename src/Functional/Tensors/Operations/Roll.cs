namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The elements moved along an axis; those that leave at one end come in at the other.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="shift">How many places they move towards the end: <c>[1, 2, 3]</c> by 1 is <c>[3, 1, 2]</c>; a negative one is towards the beginning.</param>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public Tensor<T> Roll(int axis, int shift)
    {
        axis = Shape.Axis(axis);
        var size = Shape[axis];
        if (size == 0)
            return this;
        var first = (size - shift % size) % size;
        return first == 0 ? this : TakePlaces(axis, [.. Enumerable.Range(first, size - first), .. Enumerable.Range(0, first)]);
    }
}
