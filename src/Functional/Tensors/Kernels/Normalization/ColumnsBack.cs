using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>The way back over rows: the sums of ȳ and ȳ·x̂ of all columns are those of shifts and scales, and times the scales those of the groups.</summary>
internal readonly struct ColumnsBack<T>(
    GroupedShape shape, T[] dy, T[] x, Affine<T> affine, bool centred, T[] statistics, T[]? dx, T[] dscales, T[] dshifts) : IPlaces
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int place, int threads)
    {
        var at = new BlockedRows(shape, place);
        var numbers = new ColumnNumbers<T>(at.Columns);
        ColumnStatistics.Fill(numbers, statistics, shape, place);
        var length = at.Blocks * at.Columns;
        var blocks = ArrayPool<T>.Shared.Rent(2 * length);
        at.Run(new Sum(at, numbers, dy, x, blocks), threads);
        var sums = InOneRow(at, blocks.AsSpan(0, length));
        var products = InOneRow(at, blocks.AsSpan(length, length));
        ArrayPool<T>.Shared.Return(blocks);
        if (dscales.Length > 0)
        {
            products.CopyTo(dscales.AsSpan(place * shape.Columns));
            sums.CopyTo(dshifts.AsSpan(place * shape.Columns));
        }
        if (dx is null)
            return;
        if (affine.Scale is not null)
        {
            var scale = affine.Scale.AsSpan(0, shape.Columns);
            numbers.Repeat(3, scale);
            TensorPrimitives.Multiply(sums, scale, sums);
            TensorPrimitives.Multiply(products, scale, products);
        }
        if (centred)
            numbers.Fill(4, Means(sums), shape.Width);
        numbers.Fill(5, Means(products), shape.Width);
        at.Run(new Write(at, numbers, dy, x, dx, affine.Scale is not null), threads);
    }

    private T[] InOneRow(BlockedRows at, ReadOnlySpan<T> blocks)
    {
        var all = new T[at.Columns];
        Summation<T>.OfRows(blocks, all);
        var row = new T[shape.Columns];
        Summation<T>.OfRows(all, row);
        return row;
    }

    private T[] Means(T[] columns)
    {
        var groups = new T[shape.Groups];
        BlockedRows.ByGroup(columns, shape, groups);
        TensorPrimitives.Divide(groups, T.CreateChecked(shape.Count), groups);
        return groups;
    }

    private readonly struct Sum(BlockedRows at, ColumnNumbers<T> numbers, T[] dy, T[] x, T[] blocks) : IParallelBody
    {
        public void Do(int part)
        {
            var (start, rows) = at.At(part);
            ColumnBlock<T>.Sums(ref dy[start], ref x[start], rows, numbers, ref blocks[part * at.Columns], ref blocks[(at.Blocks + part) * at.Columns]);
        }
    }

    private readonly struct Write(BlockedRows at, ColumnNumbers<T> numbers, T[] dy, T[] x, T[] dx, bool scales) : IParallelBody
    {
        public void Do(int part)
        {
            var (start, rows) = at.At(part);
            ColumnBlock<T>.Back(ref dy[start], ref x[start], ref dx[start], rows, numbers, scales);
        }
    }
}
