using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Places <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/> − 1 of one axis, as a copy.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="start">The first place.</param>
    /// <param name="length">How many places.</param>
    /// <exception cref="ShapeException">The axis does not exist or the places lie outside.</exception>
    public Tensor<T> Slice(int axis, int start, int length)
    {
        axis = Shape.Axis(axis);
        if (start < 0 || length < 0 || start > Shape[axis] - length)
            throw new ShapeException(Invariant($"Slice: places {start} to {(long)start + length - 1} lie outside of axis {axis} of shape {Shape}."));
        if (length == Shape[axis])
            return this;
        if (IsTraced)
            return new SliceOperation<T>(axis, start, length).Trace(this);
        var shape = Shape.With(axis, length);
        var result = Scope.Buffer<T>(shape.ElementCount);
        var inner = Shape[(axis + 1)..].ElementCount;
        for (int outer = 0, run = length * inner; outer * run < result.Length; outer++)
            Span.Slice((outer * Shape[axis] + start) * inner, run).CopyTo(result.AsSpan(outer * run));
        return new(result, shape);
    }
}

/// <summary>x̄ = ȳ where it was taken, and 0 elsewhere.</summary>
internal sealed record SliceOperation<T>(int Axis, int Start, int Length) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("start", Start), ("length", Length)];

    public override Shape ShapeOf(Shape x) => x.With(Axis, Length);

    public override Tensor<T> Apply(Tensor<T> x) => x.Slice(Axis, Start, Length);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Slice(Axis + 1, Start, Length);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var size = x.Shape[Axis];           // the way back needs no more, so it does not keep x
        return dy => dy.Embed(Axis, Start, size);
    }
}
