using System.Buffers;
using System.Numerics;

namespace Functional.Kernels;

/// <summary>The way forward over rows: the first number of each group is a first pivot, the mean about it the second one, as along a row.</summary>
internal readonly struct ColumnsForward<T>(
    GroupedShape shape, T[] x, Affine<T> affine, T epsilon, bool centred, T[]? y, T[] statistics, T[]? variances) : IPlaces
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int place, int threads)
    {
        var at = new BlockedRows(shape, place);
        var numbers = new ColumnNumbers<T>(at.Columns);
        var (n, groups) = (T.CreateChecked(shape.Count), shape.Groups);
        var (pivots, sums, squares) = (new T[groups], new T[groups], new T[groups]);
        if (centred)
        {
            for (var group = 0; group < groups; group++)
                pivots[group] = x[at.Start + group * shape.Width];
            Moments(at, numbers, pivots, sums, squares, threads);
            for (var group = 0; group < groups; group++)
                pivots[group] += sums[group] / n;
        }
        Moments(at, numbers, pivots, sums, squares, threads);
        for (var group = 0; group < groups; group++)
        {
            var rest = centred ? sums[group] / n : T.Zero;
            var variance = squares[group] / n - rest * rest;
            new Statistic<T>(pivots[group], rest, Statistic<T>.InverseOf(variance, epsilon)).Write(statistics, place * groups + group, shape.Statistics);
            if (variances is not null)
                variances[place * groups + group] = variance;
        }
        if (y is not null)
            Write(at, numbers, y, place, threads);
    }

    /// <summary>The output of a place whose statistics are known.</summary>
    public void WriteKnown(int place, int threads)
    {
        var at = new BlockedRows(shape, place);
        Write(at, new ColumnNumbers<T>(at.Columns), y!, place, threads);
    }

    private void Write(BlockedRows at, ColumnNumbers<T> numbers, T[] output, int place, int threads)
    {
        ColumnStatistics.Fill(numbers, statistics, shape, place);
        if (affine.Scale is not null)
            numbers.Repeat(3, affine.Scale.AsSpan(0, shape.Columns));
        if (affine.Shift is not null)
            numbers.Repeat(4, affine.Shift.AsSpan(0, shape.Columns));
        at.Run(new Output(at, numbers, x, output, affine), threads);
    }

    private void Moments(BlockedRows at, ColumnNumbers<T> numbers, T[] pivots, T[] sums, T[] squares, int threads)
    {
        numbers.Fill(0, pivots, shape.Width);
        var length = at.Blocks * at.Columns;
        var blocks = ArrayPool<T>.Shared.Rent(2 * length);
        at.Run(new Sum(at, numbers, x, blocks), threads);
        at.ByGroup(blocks.AsSpan(0, length), shape, sums);
        at.ByGroup(blocks.AsSpan(length, length), shape, squares);
        ArrayPool<T>.Shared.Return(blocks);
    }

    private readonly struct Sum(BlockedRows at, ColumnNumbers<T> numbers, T[] x, T[] blocks) : IParallelBody
    {
        public void Do(int part)
        {
            var (start, rows) = at.At(part);
            ColumnBlock<T>.Moments(
                ref x[start], rows, at.Columns, ref numbers.First(0), ref blocks[part * at.Columns], ref blocks[(at.Blocks + part) * at.Columns]);
        }
    }

    private readonly struct Output(BlockedRows at, ColumnNumbers<T> numbers, T[] x, T[] y, Affine<T> affine) : IParallelBody
    {
        public void Do(int part)
        {
            var (start, rows) = at.At(part);
            ColumnBlock<T>.Forward(ref x[start], ref y[start], rows, numbers, affine.Scale is not null, affine.Shift is not null);
        }
    }
}

/// <summary>Statistics of groups as numbers of columns.</summary>
internal static class ColumnStatistics
{
    public static void Fill<T>(ColumnNumbers<T> numbers, T[] statistics, GroupedShape shape, int place)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var kind = 0; kind < Statistic<T>.Size; kind++)
            numbers.Fill(kind, statistics.AsSpan(kind * shape.Statistics + place * shape.Groups, shape.Groups), shape.Width);
    }
}
