using System.Numerics;
using System.Numerics.Tensors;

namespace Functional.Kernels;

/// <summary>
/// A = L·Lᵀ of a symmetric, positive definite matrix, by rows of Lᵀ and in blocks of them (Golub and Van Loan, "Matrix Computations", 4.2.9).
/// </summary>
internal static class CholeskyFactor
{
    /// <summary>The upper triangle of A becomes Lᵀ; what is below the diagonal is neither read nor written in a way that matters.</summary>
    /// <param name="a">The matrix.</param>
    /// <param name="size">How many rows and columns it has.</param>
    /// <returns>The first row whose pivot is not above 0; −1 where all are. A NaN is taken, so that it goes on into the result.</returns>
    public static int Factor<T>(Span<T> a, int size)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < size; start += Strided.Block)
        {
            var end = Math.Min(start + Strided.Block, size);
            for (var k = start; k < end; k++)
            {
                var row = a.Slice(k * size + k, size - k);
                if (row[0] <= T.Zero)
                    return k;
                TensorPrimitives.Divide(row, T.Sqrt(row[0]), row);
                for (var i = k + 1; i < end; i++)
                    Strided.Subtract(a.Slice(i * size + i, size - i), row[i - k], row[(i - k)..]);
            }
            if (end == size)
                break;
            var (rows, columns) = (end - start, size - end);
            ReadOnlySpan<T> panel = a[(start * size + end)..];
            Strided.SubtractProduct(
                new(panel, columns, rows, true, size), new(panel, rows, columns, false, size), a[(end * size + end)..], size);
        }
        return -1;
    }
}
