using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>Which triangle of a matrix is meant, and how it is read.</summary>
/// <param name="IsLower">Whether it is the lower one, in memory.</param>
/// <param name="IsTransposed">Whether it is read as its transpose.</param>
/// <param name="IsUnit">Whether its diagonal is all ones, whatever is in memory.</param>
internal readonly record struct TriangleKind(bool IsLower, bool IsTransposed, bool IsUnit);

/// <summary>
/// Solves L·X = B or U·X = B where B lies: row after row, in blocks. What blocks before have to do with a block is one matrix product.
/// </summary>
internal static class TriangularRows
{
    /// <summary>The rows of x become those of the solution.</summary>
    /// <param name="a">The matrix, of which one triangle is read.</param>
    /// <param name="step">How far its rows lie apart.</param>
    /// <param name="size">How many rows there are.</param>
    /// <param name="kind">Which triangle it is.</param>
    /// <param name="x">The right sides.</param>
    /// <param name="xStep">How far their rows lie apart.</param>
    /// <param name="columns">How many right sides there are.</param>
    public static void Solve<T>(ReadOnlySpan<T> a, int step, int size, TriangleKind kind, Span<T> x, int xStep, int columns)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (columns == 0)
            return;
        var forward = kind.IsLower != kind.IsTransposed;
        for (var done = 0; done < size; done += Strided.Block)
        {
            var count = Math.Min(Strided.Block, size - done);
            var start = forward ? done : size - done - count;
            var before = forward ? 0 : start + count;           // the rows that are solved begin here, `done` of them
            if (done > 0)
                Strided.SubtractProduct(
                    new(a[(kind.IsTransposed ? before * step + start : start * step + before)..], count, done, kind.IsTransposed, step),
                    new(x[(before * xStep)..], done, columns, false, xStep),
                    x[(start * xStep)..], xStep);
            SolveBlock(a, step, start, count, kind, forward, x, xStep, columns);
        }
    }

    private static void SolveBlock<T>(
        ReadOnlySpan<T> a, int step, int start, int count, TriangleKind kind, bool forward, Span<T> x, int xStep, int columns)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < count; i++)
        {
            var row = forward ? start + i : start + count - 1 - i;
            var target = x.Slice(row * xStep, columns);
            for (var k = 0; k < i; k++)
            {
                var other = forward ? start + k : start + count - 1 - k;
                Strided.Subtract(target, a[kind.IsTransposed ? other * step + row : row * step + other], x.Slice(other * xStep, columns));
            }
            if (!kind.IsUnit)
                TensorPrimitives.Divide(target, a[row * step + row], target);
        }
    }
}
