using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>A reduction as its two loops: of each of many rows into a number, and of whole rows into a row.</summary>
internal interface IReduction<T>
{
    /// <summary>Each of as many rows of equal length as there are results.</summary>
    static abstract void OfEach(ReadOnlySpan<T> rows, Span<T> results);

    /// <summary>All rows, of which there is at least one, into one as long as the result.</summary>
    static abstract void OfRows(ReadOnlySpan<T> rows, Span<T> result);
}

/// <summary>Reduces tensors over any set of axes: neighbours are merged into [outer, reduced, inner], or brought there by a permutation.</summary>
internal static class AxisReduction
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
                throw new ShapeException(Invariant($"Axis {axis} of shape {shape} is named twice in {axes.InBrackets()}."));
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
        if (source.IsEmpty)
            return;
        if (inner == 1)
            TReduction.OfEach(source, result);
        else
            for (var at = 0; at < result.Length; at += inner)
                TReduction.OfRows(source.Slice(at * count, count * inner), result.Slice(at, inner));
    }
}

internal readonly struct SumOf<T> : IReduction<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static void OfEach(ReadOnlySpan<T> rows, Span<T> results) => Summation<T>.OfEach(rows, results);

    public static void OfRows(ReadOnlySpan<T> rows, Span<T> result) => Summation<T>.OfRows(rows, result);
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
