using System.Numerics;

namespace Functional.Kernels;

/// <summary>One operand of a batch of products: memory, where each matrix starts in it, and their common size.</summary>
internal sealed record BatchOperand<T>(T[] Memory, int[] Starts, int Rows, int Columns, bool IsTransposed)
    where T : struct, IFloatingPointIeee754<T>
{
    public Operand<T> At(int item) => new(Memory.AsSpan(Starts[item], Rows * Columns), Rows, Columns, IsTransposed);
}

/// <summary>Products of one size, which threads divide among them when there are enough; each product is computed as it is alone.</summary>
internal readonly struct Batch<T>(BatchOperand<T> left, BatchOperand<T> right, T[] result, int itemsOfPart) : IParallelBody
    where T : struct, IFloatingPointIeee754<T>
{
    public static void Run(BatchOperand<T> left, BatchOperand<T> right, T[] result)
    {
        var items = left.Starts.Length;
        var work = (long)left.Rows * left.Columns * right.Columns * items;
        var threads = items < 2 ? 1 : Grid.ThreadsFor(work);
        if (items < threads)
        {
            for (var item = 0; item < items; item++)
                One(left, right, result, item, threads);
            return;
        }
        var itemsOfPart = Math.Max(1, (items + threads - 1) / threads);
        ParallelFor<Batch<T>>.Do(new(left, right, result, itemsOfPart), (items + itemsOfPart - 1) / itemsOfPart, threads, work);
    }

    public void Do(int part)
    {
        for (var item = part * itemsOfPart; item < Math.Min(left.Starts.Length, (part + 1) * itemsOfPart); item++)
            One(left, right, result, item, 1);
    }

    private static void One(BatchOperand<T> left, BatchOperand<T> right, T[] result, int item, int threads)
    {
        var length = left.Rows * right.Columns;
        MatrixProduct.Run(left.At(item), right.At(item), result.AsSpan(item * length, length), default,
            VectorWidths.Best<T>(), threads, Grid.WorthAThread);
    }
}
