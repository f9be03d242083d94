using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>What factorizations do with parts of a row-major matrix, whose rows lie a step apart.</summary>
internal static class Strided
{
    /// <summary>Up to so many rows are worked on one by one; longer sums are matrix products.</summary>
    public const int Block = 48;

    /// <summary>C −= A·B, where C has rows a step apart.</summary>
    public static void SubtractProduct<T>(Operand<T> a, Operand<T> b, Span<T> c, int step)
        where T : struct, IFloatingPointIeee754<T>
    {
        var length = a.Rows * b.Columns;
        if (length == 0)
            return;
        var product = ArrayPool<T>.Shared.Rent(length);
        MatrixProduct.Run(a, b, product.AsSpan(0, length));
        for (var row = 0; row < a.Rows; row++)
        {
            var target = c.Slice(row * step, b.Columns);
            TensorPrimitives.Subtract(target, product.AsSpan(row * b.Columns, b.Columns), target);
        }
        ArrayPool<T>.Shared.Return(product);
    }

    /// <summary>row −= factor·other. Rounded twice, so that the bits are the same on every route.</summary>
    public static void Subtract<T>(Span<T> row, T factor, ReadOnlySpan<T> other)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (row.Length >= 4)
        {
            TensorPrimitives.MultiplyAdd(other, -factor, row, row);
            return;
        }
        for (var i = 0; i < row.Length; i++)
            row[i] += other[i] * -factor;
    }
}
