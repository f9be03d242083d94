using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// Gathers along an axis: element <c>[…, k, …]</c> of the result is that of this tensor at <c>[…, places[…, k, …], …]</c>. With the places of
    /// <see cref="ArgSort"/> it sorts. Its adjoint is <see cref="AddAlong"/>.
    /// </summary>
    /// <param name="places">For each element of the result its place on the axis; of this tensor's shape but for the size of the axis.</param>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <exception cref="ShapeException">The axis does not exist, the shapes differ elsewhere too, or a place lies outside.</exception>
    public Tensor<T> TakeAlong(Indices places, int axis = -1)
    {
        axis = Shape.Axis(axis);
        TakeAlongOperation<T>.Expect("TakeAlong", places, Shape, axis, Shape[axis]);
        if (IsTraced)
            return new TakeAlongOperation<T>(places, axis).Trace(this);
        var result = Scope.Buffer<T>(places.Length);
        AxisPlaces.TakeEach(Span, result, places.Span, Shape[axis], places.Shape[axis], Shape[(axis + 1)..].ElementCount);
        return new(result, places.Shape);
    }

    /// <summary>
    /// Scatters along an axis: zeros, to which each element <c>[…, k, …]</c> of this tensor is added at <c>[…, places[…, k, …], …]</c>. What goes to the
    /// same place adds up, in row-major order. Its adjoint is <see cref="TakeAlong"/>.
    /// </summary>
    /// <param name="places">For each element where it goes on the axis; of this tensor's shape.</param>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="size">How many places the result has on the axis.</param>
    /// <exception cref="ShapeException">The axis does not exist, the shapes differ, or a place lies outside of the size.</exception>
    public Tensor<T> AddAlong(Indices places, int axis, int size)
    {
        axis = Shape.Axis(axis);
        var shape = Shape.With(axis, size);
        if (places.Shape != Shape)
            throw new ShapeException($"AddAlong: the places have shape {places.Shape}, but the tensor {Shape}.");
        TakeAlongOperation<T>.Expect("AddAlong", places, Shape, axis, size);
        if (IsTraced)
            return new AddAlongOperation<T>(places, axis, size).Trace(this);
        var result = Scope.Zeros<T>(shape.ElementCount);
        AxisPlaces.AddEach(Span, result, places.Span, size, Shape[axis], Shape[(axis + 1)..].ElementCount);
        return new(result, shape);
    }
}

/// <summary>x̄ = ȳ, each element added where it was taken.</summary>
internal sealed record TakeAlongOperation<T>(Indices Places, int Axis) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("places", Places), ("axis", Axis)];

    /// <summary>Checks the places of elements along an axis.</summary>
    public static void Expect(string operation, Indices places, Shape shape, int axis, int size)
    {
        if (places.Shape.Rank != shape.Rank || places.Shape[..axis] != shape[..axis] || places.Shape[(axis + 1)..] != shape[(axis + 1)..])
            throw new ShapeException(Invariant($"{operation}: the places of shape {places.Shape} differ from {shape} elsewhere than along axis {axis}."));
        var all = places.Span;
        for (var i = 0; i < all.Length; i++)
            if (all[i] >= size)
                throw new ShapeException(Invariant(
                    $"{operation}: place {all[i]}, number {i} in the places of shape {places.Shape}, is none of the {size} along axis {axis}."));
    }

    /// <summary>The same places for each sample.</summary>
    public static Indices Again(Indices places, int count) => Indices.Of(Shape.Create(count).Then(places.Shape), Samples.Again(places.Span, count));

    public override Shape ShapeOf(Shape x) => Places.Shape;

    public override Tensor<T> Apply(Tensor<T> x) => x.TakeAlong(Places, Axis);

    public override Tensor<T> Mapped(Tensor<T> x) => x.TakeAlong(Again(Places, x.Shape[0]), Axis + 1);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var size = x.Shape[Axis];           // the way back needs no more, so it does not keep x
        return dy => dy.AddAlong(Places, Axis, size);
    }
}

/// <summary>x̄ = ȳ where each element was added.</summary>
internal sealed record AddAlongOperation<T>(Indices Places, int Axis, int Size) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("places", Places), ("axis", Axis), ("size", Size)];

    public override Shape ShapeOf(Shape x) => x.With(Axis, Size);

    public override Tensor<T> Apply(Tensor<T> x) => x.AddAlong(Places, Axis, Size);

    public override Tensor<T> Mapped(Tensor<T> x) => x.AddAlong(TakeAlongOperation<T>.Again(Places, x.Shape[0]), Axis + 1, Size);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.TakeAlong(Places, Axis);
}
