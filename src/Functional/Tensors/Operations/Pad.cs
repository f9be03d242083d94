namespace Functional;

/// <summary>What stands beyond the edges of a padded tensor.</summary>
public enum PadMode
{
    /// <summary>Zeros: <c>0 0 | a b c | 0 0</c>.</summary>
    Zero,

    /// <summary>The mirror image, the edge itself not again: <c>c b | a b c | b a</c>.</summary>
    Reflect,

    /// <summary>The edge, again and again: <c>a a | a b c | c c</c>.</summary>
    Replicate,

    /// <summary>The other end, as on a circle: <c>b c | a b c | a b</c>.</summary>
    Circular,
}

public sealed partial class Tensor<T>
{
    /// <summary>The tensor with more places before and after it on one axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="before">How many places come before the first.</param>
    /// <param name="after">How many come after the last.</param>
    /// <param name="mode">What stands there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the mode is none.</exception>
    /// <exception cref="ShapeException">
    /// The axis does not exist or is too short: a mirror image of n places has n − 1 beside the edge, a circle n, and an edge needs one.
    /// </exception>
    public Tensor<T> Pad(int axis, int before, int after, PadMode mode = PadMode.Zero)
    {
        axis = Shape.Axis(axis);
        var size = PaddedAxis.Size(Shape, axis, before, after);
        return mode == PadMode.Zero ? Embed(axis, before, size) : TakePlaces(axis, PaddedAxis.Places(Shape, axis, before, after, mode));
    }

    /// <summary>The tensor with a number before and after it on one axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="before">How many places come before the first.</param>
    /// <param name="after">How many come after the last.</param>
    /// <param name="value">The number that stands there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of places is negative.</exception>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public Tensor<T> Pad(int axis, int before, int after, T value)
    {
        axis = Shape.Axis(axis);
        PaddedAxis.Size(Shape, axis, before, after);
        return Tensor.Concatenate(axis, Tensor.Full(Shape.With(axis, before), value), this, Tensor.Full(Shape.With(axis, after), value));
    }
}

/// <summary>The places of a padded axis.</summary>
internal static class PaddedAxis
{
    /// <summary>The size of a padded axis.</summary>
    public static int Size(Shape shape, int axis, int before, int after)
    {
        if (before < 0)
            throw new ArgumentOutOfRangeException(nameof(before), Invariant($"Pad: at least 0 places come before the first, got {before}."));
        if (after < 0)
            throw new ArgumentOutOfRangeException(nameof(after), Invariant($"Pad: at least 0 places come after the last, got {after}."));
        var size = (long)before + shape[axis] + after;
        return size <= int.MaxValue
            ? (int)size
            : throw new ShapeException(Invariant($"Pad: axis {axis} of shape {shape} with {before} places before and {after} after has {size}, more than {int.MaxValue}."));
    }

    /// <summary>For each place of the padded axis, where on the axis its element is taken from.</summary>
    public static int[] Places(Shape shape, int axis, int before, int after, PadMode mode)
    {
        var size = shape[axis];
        var most = mode switch
        {
            PadMode.Reflect => size - 1,
            PadMode.Replicate => size > 0 ? int.MaxValue : 0,
            PadMode.Circular => size,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), Invariant($"Pad: {(int)mode} is no way to pad.")),
        };
        if (Math.Max(before, after) > Math.Max(most, 0))
            throw new ShapeException(Invariant(
                $"Pad: {before} places before and {after} after are too many for {mode} on axis {axis} of shape {shape}: at most {Math.Max(most, 0)} on each side."));
        var places = new int[before + size + after];
        for (var i = 0; i < places.Length; i++)
        {
            var place = i - before;
            places[i] = mode switch
            {
                PadMode.Reflect => place < 0 ? -place : place < size ? place : 2 * (size - 1) - place,
                PadMode.Replicate => Math.Clamp(place, 0, size - 1),
                _ => (place + size) % size,
            };
        }
        return places;
    }
}
