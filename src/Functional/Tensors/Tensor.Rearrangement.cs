using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Kernels;

namespace Functional;

// The same elements in another order or another shape.
public sealed partial class Tensor<T>
{
    /// <summary>The element at an index, one place for each axis; <c>^1</c> is the last place.</summary>
    /// <param name="index">The place on each axis.</param>
    /// <exception cref="ShapeException">There are more or fewer places than axes, or one is outside.</exception>
    public T this[params ReadOnlySpan<Index> index]
    {
        get
        {
            if (index.Length != Rank)
                throw new ShapeException(
                    Invariant($"Index [{string.Join(", ", index.ToArray())}] has {index.Length} places, but shape {Shape} has {Rank} axes."));
            var at = 0;
            for (var axis = 0; axis < index.Length; axis++)
            {
                var place = index[axis].GetOffset(Shape[axis]);
                if ((uint)place >= (uint)Shape[axis])
                    throw new ShapeException(Invariant($"Index [{string.Join(", ", index.ToArray())}] is outside of shape {Shape} on axis {axis}."));
                at = at * Shape[axis] + place;
            }
            return Data[at];
        }
    }

    /// <summary>A rectangular part, as a copy: <c>t[1..3, ..]</c>. Axes that are not named are kept whole.</summary>
    /// <param name="ranges">The range on each axis, outermost first.</param>
    /// <exception cref="ShapeException">There are more ranges than axes, or one reaches outside.</exception>
    public Tensor<T> this[params ReadOnlySpan<Range> ranges]
    {
        get
        {
            if (ranges.Length > Rank)
                throw new ShapeException(
                    Invariant($"Slice [{string.Join(", ", ranges.ToArray())}] has {ranges.Length} ranges, but shape {Shape} has {Rank} axes."));
            var part = this;
            for (var axis = 0; axis < ranges.Length; axis++)
            {
                var (from, to) = (ranges[axis].Start.GetOffset(Shape[axis]), ranges[axis].End.GetOffset(Shape[axis]));
                if (from < 0 || to > Shape[axis] || from > to)
                    throw new ShapeException(
                        Invariant($"Slice [{string.Join(", ", ranges.ToArray())}] reaches outside of shape {Shape} on axis {axis}."));
                part = part.Slice(axis, from, to - from);
            }
            return part;
        }
    }

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

    /// <summary>The matrix transpose: the last two axes change places.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor<T> Transpose() => Rank >= 2
        ? Permute([.. Enumerable.Range(0, Rank - 2), Rank - 1, Rank - 2])
        : throw new ShapeException(Invariant($"Transpose: shape {Shape} has fewer than two axes."));

    /// <summary>The axes in another order: axis <c>i</c> of the result is axis <c>order[i]</c> of this tensor.</summary>
    /// <param name="order">Every axis once.</param>
    /// <exception cref="ShapeException">The order does not name every axis once.</exception>
    public Tensor<T> Permute(params ReadOnlySpan<int> order)
    {
        var axes = new int[order.Length];
        for (var i = 0; i < axes.Length; i++)
            axes[i] = Shape.Axis(order[i]);
        if (axes.Length != Rank || axes.Distinct().Count() != Rank)
            throw new ShapeException(Invariant($"Permute: {new ReadOnlySpan<int>(axes).InBrackets()} does not name every axis of shape {Shape} once."));
        return axes.SequenceEqual(Enumerable.Range(0, Rank)) ? this : Permutation.Run(this, axes);
    }

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
        var shape = Shape.With(axis, length);
        var result = Elementwise.Buffer<T>(shape.ElementCount);
        var inner = Shape[(axis + 1)..].ElementCount;
        for (int outer = 0, run = length * inner; outer * run < result.Length; outer++)
            Span.Slice((outer * Shape[axis] + start) * inner, run).CopyTo(result.AsSpan(outer * run));
        return new(result, shape);
    }

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

    /// <summary>Chosen places of the first axis, in the given order; a place may come more than once.</summary>
    /// <param name="rows">The places.</param>
    /// <exception cref="ShapeException">The tensor has no axes, a place lies outside, or the result has too many elements.</exception>
    public Tensor<T> TakeRows(params ReadOnlySpan<int> rows)
    {
        if (Rank == 0)
            throw new ShapeException("TakeRows: a tensor without axes has no rows.");
        var shape = Shape.With(0, rows.Length);
        var inner = Shape[1..].ElementCount;
        var result = Elementwise.Buffer<T>(shape.ElementCount);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Shape[0])
                throw new ShapeException(Invariant($"TakeRows: row {rows[i]} does not exist in a tensor of shape {Shape}."));
            Span.Slice(rows[i] * inner, inner).CopyTo(result.AsSpan(i * inner));
        }
        return new(result, shape);
    }
}

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
        foreach (var part in parts)
        {
            if (part.Rank != first.Rank || part.Shape[..axis] != first[..axis] || part.Shape[(axis + 1)..] != first[(axis + 1)..])
                throw new ShapeException(Invariant($"Concatenate along axis {axis}: shapes {first} and {part.Shape} differ elsewhere too."));
            size += part.Shape[axis];
        }
        if (size > int.MaxValue)
            throw new ShapeException(
                Invariant($"Concatenate along axis {axis}: {size} places are too many, the first of {parts.Length} shapes is {first}."));
        var shape = first.With(axis, (int)size);
        var result = Elementwise.Buffer<T>(shape.ElementCount);
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

    /// <summary>Joins tensors of one shape along a new first axis: <c>Tensor.Stack&lt;float&gt;([1, 2], [3, 4])</c> has shape <c>[2, 2]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="parts">At least one tensor.</param>
    /// <exception cref="ShapeException">There are no parts, or their shapes differ.</exception>
    public static Tensor<T> Stack<T>(params ReadOnlySpan<Tensor<T>> parts)
        where T : struct, IFloatingPointIeee754<T> => Stack(0, parts);

    /// <summary>Joins tensors of one shape along a new axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="axis">Where the new axis goes: 0 is outermost.</param>
    /// <param name="parts">At least one tensor.</param>
    /// <exception cref="ShapeException">There are no parts, their shapes differ, or the axis cannot be.</exception>
    public static Tensor<T> Stack<T>(int axis, params ReadOnlySpan<Tensor<T>> parts)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (parts.IsEmpty)
            throw new ShapeException("Stack: no tensors were given.");
        var shape = parts[0].Shape;
        if (axis < 0 || axis > shape.Rank)
            throw new ShapeException(Invariant($"Stack: axis {axis} is not among the {shape.Rank + 1} places for a new axis of shape {shape}."));
        Shape unit = [.. shape[..axis], 1, .. shape[axis..]];
        var units = new Tensor<T>[parts.Length];
        for (var i = 0; i < units.Length; i++)
            units[i] = parts[i].Expect(shape, "Stack").Reshape(unit);
        return Concatenate(axis, units);
    }
}
