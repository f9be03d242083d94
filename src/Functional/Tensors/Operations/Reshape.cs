using System.Runtime.CompilerServices;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The same elements in another shape; the memory is shared.</summary>
    /// <param name="shape">The new shape; one size may be −1: it is what is left over.</param>
    /// <exception cref="ShapeException">The number of elements differs, or more than one size is −1.</exception>
    [OverloadResolutionPriority(1)]     // a collection expression could be a Shape too
    public Tensor<T> Reshape(params ReadOnlySpan<int> shape)
    {
        var free = shape.IndexOf(-1);
        if (free < 0)
            return Reshape(Shape.Create(shape));
        var sizes = shape.ToArray();
        sizes[free] = 1;
        if (sizes.Contains(-1))
            throw new ShapeException(Invariant($"Reshape: more than one size of {shape.InBrackets()} is -1, shape {Shape}."));
        var known = Shape.Create(sizes);
        return known.ElementCount > 0 && Length % known.ElementCount == 0
            ? new(this, known.With(free, Length / known.ElementCount))
            : throw new ShapeException(Invariant($"Reshape: shape {Shape} with {Length} elements does not fit {shape.InBrackets()}."));
    }

    /// <summary>The same elements in another shape; the memory is shared.</summary>
    /// <param name="shape">The new shape.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor<T> Reshape(Shape shape) =>
        shape.Equals(Shape) ? this
        : shape.ElementCount == Length ? new(this, shape)
        : throw new ShapeException(Invariant($"Reshape: shape {Shape} has {Length} elements, but {shape} has {shape.ElementCount}."));
}
