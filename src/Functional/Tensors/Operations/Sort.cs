using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The elements along an axis in order; equal ones stay in theirs, and NaN counts as the largest. What flows back goes where each element came from: of
    /// equal ones, too, each has the cotangent of the place it took.
    /// </summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public Tensor<T> Sort(int axis = -1, bool descending = false) => TakeSorted(this, Shape.Axis(axis), descending);

    /// <summary>
    /// Where the elements of the sorted tensor come from: <c>x.TakeAlong(x.ArgSort())</c> is <c>x.Sort()</c>. Equal ones stay in their order, and NaN
    /// counts as the largest.
    /// </summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>Places on that axis, of the tensor's shape.</returns>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public Indices ArgSort(int axis = -1, bool descending = false)
    {
        ExpectReadable(nameof(ArgSort));
        axis = Shape.Axis(axis);
        return Indices.Of(Shape, Sorting.Places(Span, Shape[axis], Shape[(axis + 1)..].ElementCount, descending));
    }

    /// <summary>The elements in the order that sorts others of the same shape.</summary>
    internal Tensor<T> TakeSorted(Tensor<T> keys, int axis, bool descending)
    {
        if (IsTraced | keys.IsTraced)
            return new TakeSortedOperation<T>(axis, descending).Trace(this, keys);
        var (size, inner) = (Shape[axis], Shape[(axis + 1)..].ElementCount);
        var result = Scope.Buffer<T>(Length);
        AxisPlaces.TakeEach(Span, result, Sorting.Places(keys.Span, size, inner, descending), size, size, inner);
        return new(result, Shape);
    }

    /// <summary>The elements put back where others of the same shape lay before they were sorted: the adjoint and the inverse of <see cref="TakeSorted"/>.</summary>
    internal Tensor<T> PlaceSorted(Tensor<T> keys, int axis, bool descending)
    {
        if (IsTraced | keys.IsTraced)
            return new PlaceSortedOperation<T>(axis, descending).Trace(this, keys);
        var (size, inner) = (Shape[axis], Shape[(axis + 1)..].ElementCount);
        var result = Scope.Zeros<T>(Length);
        AxisPlaces.AddEach(Span, result, Sorting.Places(keys.Span, size, inner, descending), size, size, inner);
        return new(result, Shape);
    }
}

/// <summary>x̄ = ȳ, put back; nothing flows back to what says the order.</summary>
internal sealed record TakeSortedOperation<T>(int Axis, bool Descending) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("descending", Descending)];

    public override Shape ShapeOf(Shape first, Shape second) => first;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.TakeSorted(second, Axis, Descending);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) =>
        Samples.Repeated(x[0], isMapped[0], count).TakeSorted(Samples.Repeated(x[1], isMapped[1], count), Axis + 1, Descending);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => dy => dy.PlaceSorted(second, Axis, Descending);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

/// <summary>x̄ = ȳ, in order; nothing flows back to what says the order.</summary>
internal sealed record PlaceSortedOperation<T>(int Axis, bool Descending) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("descending", Descending)];

    public override Shape ShapeOf(Shape first, Shape second) => first;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.PlaceSorted(second, Axis, Descending);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) =>
        Samples.Repeated(x[0], isMapped[0], count).PlaceSorted(Samples.Repeated(x[1], isMapped[1], count), Axis + 1, Descending);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => dy => dy.TakeSorted(second, Axis, Descending);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}
