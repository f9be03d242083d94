namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Cuts the tensor along an axis into parts of the given sizes; the inverse of <see cref="Tensor.Concatenate"/>.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="sizes">The parts' sizes on that axis, which add up to its size.</param>
    /// <exception cref="ShapeException">The sizes do not add up.</exception>
    public Tensor<T>[] Split(int axis, params ReadOnlySpan<int> sizes)
    {
        axis = Shape.Axis(axis);
        var parts = new Tensor<T>[sizes.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; start += sizes[i++])
        {
            if (sizes[i] < 0 || sizes[i] > Shape[axis] - start)
                throw new ShapeException(
                    Invariant($"Split: sizes {sizes.InBrackets()} do not add up to {Shape[axis]}, axis {axis} of shape {Shape}."));
            parts[i] = Slice(axis, start, sizes[i]);
        }
        return start == Shape[axis]
            ? parts
            : throw new ShapeException(Invariant($"Split: sizes {sizes.InBrackets()} do not add up to {Shape[axis]}, axis {axis} of shape {Shape}."));
    }
}
