using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The sum over some axes, by pairs: |error| ≤ (log₂ n + 6)·u·Σ|x| for n terms, u half of the machine epsilon.</summary>
    /// <param name="axes">The axes to sum over; all when none are given.</param>
    /// <param name="keepAxes">Whether the summed axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public Tensor<T> Sum(ReadOnlySpan<int> axes, bool keepAxes = false) => AxisReduction.Run<T, SumOf<T>>(this, axes, keepAxes);

    /// <summary>The sum of all elements, as a tensor without axes.</summary>
    public Tensor<T> Sum() => Summation<T>.Of(Span);
}

internal readonly struct SumOf<T> : IReduction<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static void OfEach(ReadOnlySpan<T> rows, Span<T> results) => Summation<T>.OfEach(rows, results);

    public static void OfRows(ReadOnlySpan<T> rows, Span<T> result) => Summation<T>.OfRows(rows, result);
}
