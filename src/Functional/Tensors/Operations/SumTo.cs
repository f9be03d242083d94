namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The adjoint of broadcasting: sums over the axes along which a tensor of the given shape was repeated to get this one's shape.
    /// </summary>
    /// <param name="shape">A shape that broadcasts to this one's.</param>
    /// <exception cref="ShapeException">The shape does not broadcast to this one's.</exception>
    public Tensor<T> SumTo(Shape shape)
    {
        if (Shape.Equals(shape))
            return this;
        if (!Shape.Equals(Shape.Broadcast(Shape, shape)))
            throw new ShapeException($"SumTo: shape {shape} does not broadcast to {Shape}.");
        var extra = Rank - shape.Rank;
        var repeated = Enumerable.Range(0, Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && Shape[axis] != 1)).ToArray();
        return Sum(repeated).Reshape(shape);
    }
}
