using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The tensor among zeros along an axis: the adjoint of <see cref="Slice"/>.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="start">Where the tensor begins on it.</param>
    /// <param name="size">How many places the result has on it.</param>
    internal Tensor<T> Embed(int axis, int start, int size)
    {
        if (size == Shape[axis])
            return this;
        if (IsTraced)
            return new EmbedOperation<T>(axis, start, size).Trace(this);
        var shape = Shape.With(axis, size);
        var result = Scope.Zeros<T>(shape.ElementCount);
        var inner = Shape[(axis + 1)..].ElementCount;
        for (int outer = 0, run = Shape[axis] * inner; outer * run < Length; outer++)
            Span.Slice(outer * run, run).CopyTo(result.AsSpan((outer * size + start) * inner));
        return new(result, shape);
    }
}

/// <summary>x̄ = the part of ȳ where x is.</summary>
internal sealed record EmbedOperation<T>(int Axis, int Start, int Size) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("start", Start), ("size", Size)];

    public override Shape ShapeOf(Shape x) => x.With(Axis, Size);

    public override Tensor<T> Apply(Tensor<T> x) => x.Embed(Axis, Start, Size);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Embed(Axis + 1, Start, Size);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var length = x.Shape[Axis];         // the way back needs no more, so it does not keep x
        return dy => dy.Slice(Axis, Start, length);
    }
}
