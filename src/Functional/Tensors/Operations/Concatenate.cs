using System.Numerics;
using Functional.Storage;

namespace Functional;

public static partial class Tensor
{
    /// <summary>Joins tensors along an axis that exists; all other sizes agree.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="parts">At least one tensor.</param>
    /// <exception cref="ShapeException">There are no parts, their other sizes differ, or the result has too many elements.</exception>
    public static Tensor<T> Concatenate<T>(int axis, params ReadOnlySpan<Tensor<T>> parts)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (parts.IsEmpty)
            throw new ShapeException("Concatenate: no tensors were given.");
        var first = parts[0].Shape;
        axis = first.Axis(axis);
        var size = 0L;
        var isTraced = false;
        foreach (var part in parts)
        {
            isTraced |= part.IsTraced;
            if (part.Rank != first.Rank || part.Shape[..axis] != first[..axis] || part.Shape[(axis + 1)..] != first[(axis + 1)..])
                throw new ShapeException(Invariant($"Concatenate along axis {axis}: shapes {first} and {part.Shape} differ elsewhere too."));
            size += part.Shape[axis];
        }
        if (size > int.MaxValue)
            throw new ShapeException(
                Invariant($"Concatenate along axis {axis}: {size} places are too many, the first of {parts.Length} shapes is {first}."));
        if (isTraced)
            return new ConcatenateOperation<T>(axis).Trace(parts);
        var shape = first.With(axis, (int)size);
        var result = Scope.Buffer<T>(shape.ElementCount);
        var (outer, inner) = (first[..axis].ElementCount, first[(axis + 1)..].ElementCount);
        for (int o = 0, at = 0; o < outer; o++)
            foreach (var part in parts)
            {
                var run = part.Shape[axis] * inner;
                part.Span.Slice(o * run, run).CopyTo(result.AsSpan(at));
                at += run;
            }
        return new(result, shape);
    }
}

/// <summary>x̄ᵢ = the part of ȳ where xᵢ is.</summary>
internal sealed record ConcatenateOperation<T>(int Axis) : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis)];

    public override Shape ShapeOf(Shape[] operands) => operands[0].With(Axis, operands.Sum(part => part[Axis]));

    public override Tensor<T> Apply(Tensor<T>[] x) => Tensor.Concatenate<T>(Axis, x);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) => Tensor.Concatenate<T>(
        Axis + 1, [.. x.Select((part, i) => Samples.Repeated(part, isMapped[i], count))]);

    public override Func<Tensor<T>, Tensor<T>> Pullback(int operand, Tensor<T>[] x, Tensor<T> y) =>
        Part(x.Take(operand).Sum(part => part.Shape[Axis]), x[operand].Shape[Axis]);

    private Func<Tensor<T>, Tensor<T>> Part(int start, int length) => dy => dy.Slice(Axis, start, length);
}
