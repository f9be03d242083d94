using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Chosen places of one axis, in the given order; a place may come more than once. Along the first axis it is <see cref="TakeRows"/>.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="places">The places, from 0.</param>
    /// <exception cref="ShapeException">The axis does not exist, a place lies outside, or the result has too many elements.</exception>
    public Tensor<T> TakePlaces(int axis, params ReadOnlySpan<int> places)
    {
        axis = Shape.Axis(axis);
        foreach (var place in places)
            if ((uint)place >= (uint)Shape[axis])
                throw new ShapeException(Invariant($"TakePlaces: place {place} lies outside of axis {axis} of shape {Shape}."));
        if (IsTraced)
            return new TakePlacesOperation<T>(axis, places.ToArray()).Trace(this);
        var shape = Shape.With(axis, places.Length);
        var result = Scope.Buffer<T>(shape.ElementCount);
        AxisPlaces.Take(Span, result, places, Shape[axis], Shape[(axis + 1)..].ElementCount);
        return new(result, shape);
    }

    /// <summary>Zeros to which each place of an axis is added at a place of its own: the adjoint of <see cref="TakePlaces"/>. In the order of the places.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="places">Where each place goes, from 0 to the size − 1; several may go to the same.</param>
    /// <param name="size">How many places the result has on the axis.</param>
    internal Tensor<T> AddPlaces(int axis, int[] places, int size)
    {
        if (IsTraced)
            return new AddPlacesOperation<T>(axis, places, size).Trace(this);
        var shape = Shape.With(axis, size);
        var result = Scope.Zeros<T>(shape.ElementCount);
        AxisPlaces.Add(Span, result, places, size, Shape[(axis + 1)..].ElementCount);
        return new(result, shape);
    }
}

/// <summary>x̄ = ȳ, each place added to the one it was taken from.</summary>
internal sealed record TakePlacesOperation<T>(int Axis, int[] Places) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("places", Places)];

    public override Shape ShapeOf(Shape x) => x.With(Axis, Places.Length);

    public override Tensor<T> Apply(Tensor<T> x) => x.TakePlaces(Axis, Places);

    public override Tensor<T> Mapped(Tensor<T> x) => x.TakePlaces(Axis + 1, Places);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var size = x.Shape[Axis];           // the way back needs no more, so it does not keep x
        return dy => dy.AddPlaces(Axis, Places, size);
    }
}

/// <summary>x̄ = the places of ȳ to which those of x were added.</summary>
internal sealed record AddPlacesOperation<T>(int Axis, int[] Places, int Size) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("places", Places), ("size", Size)];

    public override Shape ShapeOf(Shape x) => x.With(Axis, Size);

    public override Tensor<T> Apply(Tensor<T> x) => x.AddPlaces(Axis, Places, Size);

    public override Tensor<T> Mapped(Tensor<T> x) => x.AddPlaces(Axis + 1, Places, Size);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.TakePlaces(Axis, Places);
}
