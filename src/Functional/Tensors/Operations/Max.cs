using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The largest element over some axes; NaN where there is one.</summary>
    /// <param name="axes">The axes to search; all when none are given.</param>
    /// <param name="keepAxes">Whether the searched axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to search.</exception>
    public Tensor<T> Max(ReadOnlySpan<int> axes, bool keepAxes = false) => AxisReduction.CountOf(Shape, axes) == 0
        ? throw new ShapeException($"Max: no elements to search in a tensor of shape {Shape}.")
        : IsTraced ? new MaxOperation<T>(axes.ToArray(), keepAxes).Trace(this)
        : AxisReduction.Run<T, MaxOf<T>>(this, axes, keepAxes);

    /// <summary>The largest of all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> Max() => Max([]);
}

internal readonly struct MaxOf<T> : IReduction<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static void OfEach(ReadOnlySpan<T> rows, Span<T> results)
    {
        var length = rows.Length / results.Length;
        for (var i = 0; i < results.Length; i++)
            results[i] = TensorPrimitives.Max(rows.Slice(i * length, length));
    }

    public static void OfRows(ReadOnlySpan<T> rows, Span<T> result)
    {
        rows[..result.Length].CopyTo(result);
        for (var at = result.Length; at < rows.Length; at += result.Length)
            TensorPrimitives.Max(result, rows.Slice(at, result.Length), result);
    }
}

/// <summary>The cotangent goes to the largest; equal ones share it: it is the one choice that does not depend on their order.</summary>
internal sealed record MaxOperation<T>(int[] Axes, bool KeepAxes) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axes", Axes), ("keepAxes", KeepAxes)];

    public override Shape ShapeOf(Shape x) => AxisReduction.ShapeAfter(x, Axes, KeepAxes);

    public override Tensor<T> Apply(Tensor<T> x) => x.Max(Axes, KeepAxes);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Rank == 1 ? x : x.Max(AxisReduction.OfSamples(Axes, x.Rank), KeepAxes);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var kept = AxisReduction.ShapeAfter(x.Shape, Axes, keepAxes: true);
        return dy =>
        {
            var largest = x.Equality(y.Reshape(kept));
            return largest * (dy.Reshape(kept) / largest.Sum(Axes, keepAxes: true));
        };
    }
}
