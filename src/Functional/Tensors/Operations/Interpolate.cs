using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>More places along an axis, and the way back.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="size">How many places there are then.</param>
    /// <param name="interpolation">What stands between those that there are.</param>
    /// <param name="alignCorners">Whether the first and the last place stay where they are, and not the edges.</param>
    internal (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Back) UpsampleWithBack(int axis, int size, Interpolation interpolation, bool alignCorners)
    {
        var taps = interpolation == Interpolation.Nearest ? InterpolationTaps.Nearest(Shape[axis], size) : InterpolationTaps.Linear(Shape[axis], size, alignCorners);
        return (Interpolate(axis, taps), BackAlong(axis, taps));
    }

    /// <summary>Another number of places along an axis, each a weighted sum of few of those that there are: a linear map.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="taps">Which places, and how much of each.</param>
    internal Tensor<T> Interpolate(int axis, AxisTaps taps)
    {
        if (IsTraced)
            return new InterpolateOperation<T>(axis, taps).Trace(this);
        var shape = Shape.With(axis, taps.Count);
        var result = Scope.Buffer<T>(shape.ElementCount);
        if (shape.ElementCount > 0)
            AxisTapsLoop<T>.Run(taps, Data, result.Memory, Shape[..axis].ElementCount, Shape[(axis + 1)..].ElementCount, WindowLoops.Widest);
        return new(result, shape);
    }

    private static Func<Tensor<T>, Tensor<T>> BackAlong(int axis, AxisTaps taps) => dy => dy.Interpolate(axis, taps.Transposed);
}

/// <summary>x̄ = what comes to each place from those that depend on it: the same with the transposed weights.</summary>
internal sealed record InterpolateOperation<T>(int Axis, AxisTaps Taps) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("size", Taps.Count)];

    public override Shape ShapeOf(Shape x) => x.With(Axis, Taps.Count);

    public override Tensor<T> Apply(Tensor<T> x) => x.Interpolate(Axis, Taps);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Interpolate(Axis + 1, Taps);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.Interpolate(Axis, Taps.Transposed);
}
