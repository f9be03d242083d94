using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// Reduces tensors over any set of axes; none given means all of them, −1 is the last. Neighbours are merged into [outer, reduced, inner], or brought there
/// by a permutation.
/// </summary>
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
        var result = Scope.Zeros<T>(shape.ElementCount);
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

    /// <summary>The tensor with the axes to reduce in front, and the others after them; all of them where none are given.</summary>
    public static Tensor<T> AtFront<T>(Tensor<T> x, ReadOnlySpan<int> axes)
        where T : struct, IFloatingPointIeee754<T>
    {
        var reduced = Reduced(x.Shape, axes);
        var all = Enumerable.Range(0, x.Rank);
        return x.Permute([.. all.Where(axis => reduced[axis]), .. all.Where(axis => !reduced[axis])]);
    }

    /// <summary>Axes of one sample, all where none are given, where many samples lie along a first axis.</summary>
    /// <param name="axes">The axes of one sample.</param>
    /// <param name="rank">How many axes there are with the first one.</param>
    public static int[] OfSamples(int[] axes, int rank) =>
        axes.Length == 0 ? [.. Enumerable.Range(1, rank - 1)] : Array.ConvertAll(axes, static axis => axis < 0 ? axis : axis + 1);

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
