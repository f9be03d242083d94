namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The whole tensor several times along each axis: <c>[1, 2]</c> three times is <c>[1, 2, 1, 2, 1, 2]</c>.</summary>
    /// <param name="times">How many times along each axis, outermost first.</param>
    /// <exception cref="ShapeException">There are more or fewer numbers than axes, one is negative, or the result has too many elements.</exception>
    public Tensor<T> Tile(params ReadOnlySpan<int> times)
    {
        if (times.Length != Rank || times.ContainsAnyInRange(int.MinValue, -1))
            throw new ShapeException(
                Invariant($"Tile: {times.InBrackets()} does not say for each of the {Rank} axes of shape {Shape} how many times."));
        var (apart, repeated, tiled) = (new int[2 * Rank], new int[2 * Rank], new int[Rank]);
        for (var axis = 0; axis < Rank; axis++)
        {
            (apart[2 * axis], apart[2 * axis + 1]) = (1, Shape[axis]);
            (repeated[2 * axis], repeated[2 * axis + 1]) = (times[axis], Shape[axis]);
            tiled[axis] = Repetition.Size("Tile", Shape, axis, times[axis]);
        }
        return Reshape(Shape.Create(apart)).BroadcastTo(Shape.Create(repeated)).Reshape(Shape.Create(tiled));
    }

    /// <summary>Each element several times along an axis: <c>[1, 2]</c> three times is <c>[1, 1, 1, 2, 2, 2]</c>.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="times">How many times, at least 0.</param>
    /// <exception cref="ShapeException">The axis does not exist, or the result has too many elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Tensor<T> Repeat(int axis, int times)
    {
        axis = Shape.Axis(axis);
        if (times < 0)
            throw new ArgumentOutOfRangeException(nameof(times), Invariant($"Repeat: an element is repeated at least 0 times, got {times}."));
        var size = Repetition.Size("Repeat", Shape, axis, times);
        var (before, after) = (Shape[..(axis + 1)], Shape[(axis + 1)..]);
        return Reshape(before.Then([1]).Then(after)).BroadcastTo(before.Then([times]).Then(after)).Reshape(Shape.With(axis, size));
    }
}

/// <summary>The sizes of what is repeated.</summary>
internal static class Repetition
{
    /// <summary>The size of an axis that is repeated.</summary>
    public static int Size(string operation, Shape shape, int axis, int times) => (long)shape[axis] * times is <= int.MaxValue and var size
        ? (int)size
        : throw new ShapeException(Invariant($"{operation}: axis {axis} of shape {shape}, {times} times, has {(long)shape[axis] * times} places, more than {int.MaxValue}."));
}
