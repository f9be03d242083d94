using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// Normalisation where each mean is of neighbours in memory, [outer, 1, groups, width]: one visit of a row each way, while the cache has it. Threads divide
/// the rows; the sums of scales and shifts are taken by the block of rows and then of all blocks, which are a matter of the shape.
/// </summary>
internal static class NormalizedRows
{
    private const int PartLength = 4096;        // numbers that are worth a part of the work
    private const int FewestRows = 16;          // in a block, so that the sums of blocks are few
    private const int MostRows = 64;            // so that they are not long
    private const int WorkOfElement = 32;       // multiply-adds of a product that take the time

    /// <summary>The output where its memory is given, and of each row the mean in two parts and 1/√(variance + ε).</summary>
    public static void Forward<T>(GroupedShape shape, T[] x, in Affine<T> affine, T epsilon, bool centred, T[]? y, T[] statistics)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = Math.Max(1, PartLength / shape.Columns);
        Run(new RowsForward<T>(shape, x, affine, epsilon, centred, y, statistics, rows), shape, rows);
    }

    /// <summary>The cotangents: of x where its memory is given, of scales and shifts where theirs is.</summary>
    public static void Back<T>(GroupedShape shape, T[] dy, T[] x, in Affine<T> affine, bool centred, T[] statistics, T[]? dx, T[]? dscale, T[]? dshift)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rows = Math.Clamp(PartLength / shape.Columns, FewestRows, MostRows);
        var blocks = (shape.Outer + rows - 1) / rows;
        var together = Math.Max(1, PartLength / (rows * shape.Columns));
        var length = blocks * shape.Columns;
        var sums = dscale is null ? null : ArrayPool<T>.Shared.Rent(2 * length);
        sums?.AsSpan(0, 2 * length).Clear();
        Run(new RowsBack<T>(shape, dy, x, affine, centred, statistics, dx, sums, rows, blocks, together), shape, rows * together);
        if (sums is null)
            return;
        Summation<T>.OfRows(sums.AsSpan(0, length), dscale.AsSpan(0, shape.Columns));
        Summation<T>.OfRows(sums.AsSpan(length, length), dshift.AsSpan(0, shape.Columns));
        ArrayPool<T>.Shared.Return(sums);
    }

    private static void Run<TBody>(TBody body, GroupedShape shape, int rows)
        where TBody : struct, IParallelBody
    {
        var work = (long)shape.Length * WorkOfElement;
        ParallelFor<TBody>.Do(body, (shape.Outer + rows - 1) / rows, Grid.ThreadsFor(work), work);
    }
}

/// <summary>Scales and shifts; null where there are none.</summary>
internal readonly record struct Affine<T>(T[]? Scale, T[]? Shift)
{
    /// <summary>The first scale of some; anything where there are none.</summary>
    public ref T ScaleAt(int column) => ref At(Scale, column);

    /// <summary>The first shift of some; anything where there are none.</summary>
    public ref T ShiftAt(int column) => ref At(Shift, column);

    private static ref T At(T[]? numbers, int column) =>
        ref numbers is null ? ref Unsafe.NullRef<T>() : ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(numbers), column);
}

internal readonly struct RowsForward<T>(GroupedShape shape, T[] x, Affine<T> affine, T epsilon, bool centred, T[]? y, T[] statistics, int rows) : IParallelBody
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int part)
    {
        var (width, count) = (shape.Width, shape.Statistics);
        var end = Math.Min(count, (part + 1) * rows * shape.Groups);
        for (var row = part * rows * shape.Groups; row < end; row++)
        {
            ref var from = ref x[row * width];
            var column = row % shape.Groups * width;
            var about = Statistic<T>.Of(ref from, width, epsilon, centred);
            about.Write(statistics, row, count);
            if (y is null)
                continue;
            NormalizedRow<T>.Forward(
                ref from, ref y[row * width], width, about, ref affine.ScaleAt(column), ref affine.ShiftAt(column), affine.Scale is not null, affine.Shift is not null);
        }
    }
}

internal readonly struct RowsBack<T>(
    GroupedShape shape, T[] dy, T[] x, Affine<T> affine, bool centred, T[] statistics, T[]? dx, T[]? sums, int rows, int blocks, int together) : IParallelBody
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int part)
    {
        for (var block = part * together; block < Math.Min(blocks, (part + 1) * together); block++)
            DoBlock(block);
    }

    private void DoBlock(int block)
    {
        var (width, count, n, scales, adds) = (shape.Width, shape.Statistics, T.CreateChecked(shape.Width), affine.Scale is not null, sums is not null);
        var end = Math.Min(count, (block + 1) * rows * shape.Groups);
        for (var row = block * rows * shape.Groups; row < end; row++)
        {
            ref T d = ref dy[row * width], from = ref x[row * width];
            var column = row % shape.Groups * width;
            var about = Statistic<T>.Read(statistics, row, count);
            ref var dscale = ref adds ? ref sums![block * shape.Columns + column] : ref Unsafe.NullRef<T>();
            ref var dshift = ref adds ? ref sums![(blocks + block) * shape.Columns + column] : ref Unsafe.NullRef<T>();
            var (sum, product) = NormalizedRow<T>.Sums(ref d, ref from, width, about, ref affine.ScaleAt(column), ref dscale, ref dshift, scales, adds);
            if (dx is not null)
                NormalizedRow<T>.Back(
                    ref d, ref from, ref dx[row * width], width, about, ref affine.ScaleAt(column), scales, centred ? sum / n : T.Zero, product / n);
        }
    }
}
