namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The elements in the opposite order along some axes; it is its own inverse.</summary>
    /// <param name="axes">The axes; −1 is the last.</param>
    /// <exception cref="ShapeException">No axis is given, or one does not exist or is named twice.</exception>
    public Tensor<T> Flip(params ReadOnlySpan<int> axes)
    {
        if (axes.IsEmpty)
            throw new ShapeException($"Flip: no axis of shape {Shape} is named.");
        AxisReduction.CountOf(Shape, axes);         // refuses an axis that is named twice
        var flipped = this;
        foreach (var axis in axes)
            flipped = flipped.TakePlaces(axis, [.. Enumerable.Range(0, Shape[Shape.Axis(axis)]).Reverse()]);
        return flipped;
    }
}
