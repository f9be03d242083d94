using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>A reduction as its two loops: along contiguous memory, and of whole rows into a row.</summary>
internal interface IReduction<T>
{
    static abstract T Row(ReadOnlySpan<T> row);

    static abstract void Accumulate(ReadOnlySpan<T> row, Span<T> total);
}

/// <summary>Reduces tensors over any set of axes: neighbours are merged into [outer, reduced, inner], or brought there by a permutation.</summary>
internal static class Reduction
{
    public static Tensor<T> Run<T, TReduction>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepAxes)
        where T : struct, IFloatingPointIeee754<T>
        where TReduction : IReduction<T>
    {
        var reduced = Reduced(x.Shape, axes);
        var shape = ShapeAfter(x.Shape, axes, keepAxes);
        var first = Array.IndexOf(reduced, true);
        if (first < 0)
            return x.Reshape(shape);
        var last = Array.LastIndexOf(reduced, true);
        if (Array.IndexOf(reduced, false, first, last - first) >= 0)
        {
            var all = Enumerable.Range(0, x.Rank);
            var kept = all.Where(axis => !reduced[axis]).ToArray();
            return Run<T, TReduction>(x.Permute([.. kept, .. all.Where(axis => reduced[axis])]), [.. Enumerable.Range(kept.Length, x.Rank - kept.Length)], false)
                .Reshape(shape);
        }
        var result = Elementwise.Zeros<T>(shape.ElementCount);
        Loop<T, TReduction>(x.Span, result.Span, x.Shape[first..(last + 1)].ElementCount, x.Shape[(last + 1)..].ElementCount);
        return new(result, shape);
    }

    /// <summary>All rows of a matrix into one, which is the result.</summary>
    public static void OverRows<T, TReduction>(ReadOnlySpan<T> source, Span<T> result)
        where T : struct, IFloatingPointIeee754<T>
        where TReduction : IReduction<T>
    {
        if (source.IsEmpty)
            result.Clear();
        else
            Loop<T, TReduction>(source, result, source.Length / result.Length, result.Length);
    }

    /// <summary>How many elements are reduced into one.</summary>
    public static int CountOf(Shape shape, ReadOnlySpan<int> axes)
    {
        var count = 1;
        var reduced = Reduced(shape, axes);
        for (var axis = 0; axis < reduced.Length; axis++)
            count *= reduced[axis] ? shape[axis] : 1;
        return count;
    }

    public static Shape ShapeAfter(Shape shape, ReadOnlySpan<int> axes, bool keepAxes)
    {
        var reduced = Reduced(shape, axes);
        Span<int> sizes = stackalloc int[shape.Rank];
        var rank = 0;
        for (var axis = 0; axis < reduced.Length; axis++)
            if (keepAxes || !reduced[axis])
                sizes[rank++] = reduced[axis] ? 1 : shape[axis];
        return Shape.Create(sizes[..rank]);
    }

    private static bool[] Reduced(Shape shape, ReadOnlySpan<int> axes)
    {
        var reduced = new bool[shape.Rank];
        foreach (var axis in axes)
        {
            if (reduced[shape.Axis(axis)])
                throw new ShapeException($"Axis {axis} of shape {shape} is named twice in [{string.Join(", ", axes.ToArray())}].");
            reduced[shape.Axis(axis)] = true;
        }
        if (axes.IsEmpty)
            Array.Fill(reduced, true);
        return reduced;
    }

    private static void Loop<T, TReduction>(ReadOnlySpan<T> source, Span<T> result, int count, int inner)
        where T : struct
        where TReduction : IReduction<T>
    {
        if (count == 0)
            return;
        if (inner == 1)
        {
            for (var i = 0; i < result.Length; i++)
                result[i] = TReduction.Row(source.Slice(i * count, count));
            return;
        }
        for (var at = 0; at < result.Length; at += inner)
        {
            var total = result.Slice(at, inner);
            source.Slice(at * count, inner).CopyTo(total);
            for (var k = 1; k < count; k++)
                TReduction.Accumulate(source.Slice(at * count + k * inner, inner), total);
        }
    }
}

internal readonly struct SumOf<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static T Row(ReadOnlySpan<T> row) => TensorPrimitives.Sum(row);

    public static void Accumulate(ReadOnlySpan<T> row, Span<T> total) => TensorPrimitives.Add(total, row, total);
}

internal readonly struct MaxOf<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static T Row(ReadOnlySpan<T> row) => TensorPrimitives.Max(row);

    public static void Accumulate(ReadOnlySpan<T> row, Span<T> total) => TensorPrimitives.Max(total, row, total);
}
