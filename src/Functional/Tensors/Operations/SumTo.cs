using Functional.Kernels;
using Functional.Storage;

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
        if (Rank == 2 && shape.Rank == 1 && shape[0] == Shape[1])
            return IsTraced ? Sum([0]) : SumOfRows(shape);
        return Shape.Equals(Shape.Broadcast(Shape, shape))
            ? Sum(Repeated(shape)).Reshape(shape)
            : throw new ShapeException($"SumTo: shape {shape} does not broadcast to {Shape}.");
    }

    /// <summary>The axes along which a tensor of a shape was repeated.</summary>
    private int[] Repeated(Shape shape)
    {
        var extra = Rank - shape.Rank;
        return [.. Enumerable.Range(0, Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && Shape[axis] != 1))];
    }

    /// <summary>The sum of all rows of a matrix, whose shape is known: bitwise <c>Sum([0])</c>.</summary>
    private Tensor<T> SumOfRows(Shape shape)
    {
        var result = Scope.Buffer<T>(shape.ElementCount);
        Summation<T>.OfRows(Span, result.Span);
        return new(result, shape);
    }
}
