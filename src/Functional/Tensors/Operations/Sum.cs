using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The sum over some axes, by pairs: |error| ≤ (log₂ n + 6)·u·Σ|x| for n terms, u half of the machine epsilon.</summary>
    /// <param name="axes">The axes to sum over; all when none are given.</param>
    /// <param name="keepAxes">Whether the summed axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public Tensor<T> Sum(ReadOnlySpan<int> axes, bool keepAxes = false) => IsTraced
        ? new SumOperation<T>(axes.ToArray(), keepAxes).Trace(this)
        : AxisReduction.Run<T, SumOf<T>>(this, axes, keepAxes);

    /// <summary>The sum of all elements, as a tensor without axes.</summary>
    public Tensor<T> Sum() => IsTraced ? SumOperation<T>.OfAll.Trace(this) : Summation<T>.Of(Span);
}

internal readonly struct SumOf<T> : IReduction<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static void OfEach(ReadOnlySpan<T> rows, Span<T> results) => Summation<T>.OfEach(rows, results);

    public static void OfRows(ReadOnlySpan<T> rows, Span<T> result) => Summation<T>.OfRows(rows, result);
}

/// <summary>x̄ = ȳ, repeated. Without axes it is the sum of all elements.</summary>
internal sealed record SumOperation<T>(int[]? Axes, bool KeepAxes) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SumOperation<T> OfAll = new(null, false);

    public override (string Name, object Value)[] Attributes => Axes is null ? [] : [("axes", Axes), ("keepAxes", KeepAxes)];

    public override Shape ShapeOf(Shape x) => Axes is null ? Shape.Scalar : AxisReduction.ShapeAfter(x, Axes, KeepAxes);

    public override Tensor<T> Apply(Tensor<T> x) => Axes is null ? x.Sum() : x.Sum(Axes, KeepAxes);

    public override Tensor<T> Mapped(Tensor<T> x) =>
        x.Rank == 1 ? x : Axes is null ? x.Sum(AxisReduction.OfSamples([], x.Rank)) : x.Sum(AxisReduction.OfSamples(Axes, x.Rank), KeepAxes);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => Repeated(x.Shape, AxisReduction.ShapeAfter(x.Shape, Axes, keepAxes: true));

    private static Func<Tensor<T>, Tensor<T>> Repeated(Shape shape, Shape kept) => dy => dy.Reshape(kept).BroadcastTo(shape);
}
