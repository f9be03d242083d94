using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Functional.Kernels;

namespace Functional;

// Reductions over chosen axes: none given means all of them, −1 is the last. An axis that was reduced is gone, unless it is kept with size 1.
public sealed partial class Tensor<T>
{
    /// <summary>The sum over some axes, by pairs: |error| ≤ (log₂ n + 6)·u·Σ|x| for n terms, u half of the machine epsilon.</summary>
    /// <param name="axes">The axes to sum over; all when none are given.</param>
    /// <param name="keepAxes">Whether the summed axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public Tensor<T> Sum(ReadOnlySpan<int> axes, bool keepAxes = false) => AxisReduction.Run<T, SumOf<T>>(this, axes, keepAxes);

    /// <summary>The sum of all elements, as a tensor without axes.</summary>
    public Tensor<T> Sum() => Summation<T>.Of(Span);

    /// <summary>The arithmetic mean over some axes.</summary>
    /// <param name="axes">The axes to average over; all when none are given.</param>
    /// <param name="keepAxes">Whether the averaged axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to average.</exception>
    public Tensor<T> Mean(ReadOnlySpan<int> axes, bool keepAxes = false)
    {
        var sum = Sum(axes, keepAxes);
        var count = AxisReduction.CountOf(Shape, axes);
        return count > 0 ? sum / T.CreateChecked(count) : throw new ShapeException($"Mean: no elements to average in a tensor of shape {Shape}.");
    }

    /// <summary>The arithmetic mean of all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> Mean() => Mean([]);

    /// <summary>The largest element over some axes; NaN where there is one.</summary>
    /// <param name="axes">The axes to search; all when none are given.</param>
    /// <param name="keepAxes">Whether the searched axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to search.</exception>
    public Tensor<T> Max(ReadOnlySpan<int> axes, bool keepAxes = false) => AxisReduction.CountOf(Shape, axes) > 0
        ? AxisReduction.Run<T, MaxOf<T>>(this, axes, keepAxes)
        : throw new ShapeException($"Max: no elements to search in a tensor of shape {Shape}.");

    /// <summary>The largest of all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> Max() => Max([]);

    /// <summary>log Σ eˣ over some axes, without overflow: the maximum is taken out first.</summary>
    /// <param name="axes">The axes to sum over; all when none are given.</param>
    /// <param name="keepAxes">Whether the summed axes stay, with size 1.</param>
    /// <returns>The logarithms; −∞ where all elements are −∞.</returns>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to sum.</exception>
    public Tensor<T> LogSumExp(ReadOnlySpan<int> axes, bool keepAxes = false)
    {
        if (AxisReduction.CountOf(Shape, axes) == 0)
            throw new ShapeException($"LogSumExp: no elements to sum in a tensor of shape {Shape}.");
        var shift = Max(axes, keepAxes: true).Map(static max => T.IsFinite(max) ? max : T.Zero);
        var logarithm = (this - shift).Exp().Sum(axes, keepAxes: true).Log() + shift;
        return keepAxes ? logarithm : logarithm.Reshape(AxisReduction.ShapeAfter(Shape, axes, keepAxes: false));
    }

    /// <summary>log Σ eˣ over all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> LogSumExp() => LogSumExp([]);

    /// <summary>Where the largest element lies along an axis: the first of equal ones; the first NaN where there is one.</summary>
    /// <param name="axis">The axis to search; −1 is the last.</param>
    /// <returns>Positions on that axis, in row-major order of the other axes.</returns>
    /// <exception cref="ShapeException">The axis does not exist or is empty.</exception>
    public ImmutableArray<int> ArgMax(int axis = -1)
    {
        axis = Shape.Axis(axis);
        if (Shape[axis] == 0)
            throw new ShapeException(Invariant($"ArgMax: axis {axis} of shape {Shape} is empty."));
        var (outer, size, inner) = (Shape[..axis].ElementCount, Shape[axis], Shape[(axis + 1)..].ElementCount);
        var places = new int[outer * inner];
        for (var i = 0; i < places.Length; i++)
        {
            var first = i / inner * size * inner + i % inner;
            var best = 0;
            for (var k = 1; k < size; k++)
                if (Exceeds(Data[first + k * inner], Data[first + best * inner]))
                    best = k;
            places[i] = best;
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(places);

        static bool Exceeds(T value, T other) => value > other || (T.IsNaN(value) && !T.IsNaN(other));
    }
}
