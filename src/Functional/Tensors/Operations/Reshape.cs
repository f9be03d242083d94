using System.Numerics;
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
            ? Reshape(known.With(free, Length / known.ElementCount))
            : throw new ShapeException(Invariant($"Reshape: shape {Shape} with {Length} elements does not fit {shape.InBrackets()}."));
    }

    /// <summary>The same elements in another shape; the memory is shared.</summary>
    /// <param name="shape">The new shape.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor<T> Reshape(Shape shape) =>
        shape.Equals(Shape) ? this
        : shape.ElementCount == Length ? IsTraced ? new ReshapeOperation<T>(shape).Trace(this) : new(this, shape)
        : throw new ShapeException(Invariant($"Reshape: shape {Shape} has {Length} elements, but {shape} has {shape.ElementCount}."));
}

/// <summary>x̄ = ȳ in the shape of x.</summary>
internal sealed record ReshapeOperation<T>(Shape Shape) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("shape", Shape)];

    public override Shape ShapeOf(Shape x) => Shape;

    public override Tensor<T> Apply(Tensor<T> x) => x.Reshape(Shape);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Reshape(x.Shape[..1].Then(Shape));

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => To(x.Shape);

    private static Func<Tensor<T>, Tensor<T>> To(Shape shape) => dy => dy.Reshape(shape);
}
