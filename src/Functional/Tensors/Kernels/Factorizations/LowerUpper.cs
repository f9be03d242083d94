using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// P·A = L·U with partial pivoting, where A lies: L below the diagonal, whose own diagonal is all ones, and U on and above it. In blocks of columns, so that
/// nearly all of it is matrix products (Golub and Van Loan, "Matrix Computations", 3.2.11 and 3.4).
/// </summary>
internal static class LowerUpper
{
    /// <summary>Factors a square matrix.</summary>
    /// <param name="a">The matrix, which becomes L and U.</param>
    /// <param name="size">How many rows and columns it has.</param>
    /// <param name="order">For each row of P·A the row of A that it is.</param>
    /// <param name="isOdd">Whether P is an odd permutation.</param>
    /// <returns>The first column that has no pivot but 0; −1 where all have. A NaN is a pivot, so that it goes on into the result.</returns>
    public static int Factor<T>(Span<T> a, int size, Span<int> order, out bool isOdd)
        where T : struct, IFloatingPointIeee754<T>
    {
        isOdd = false;
        for (var i = 0; i < size; i++)
            order[i] = i;
        for (var start = 0; start < size; start += Strided.Block)
        {
            var end = Math.Min(start + Strided.Block, size);
            for (var k = start; k < end; k++)
            {
                var pivot = PivotOf(a, size, k);
                if (pivot != k)
                {
                    Swap(a.Slice(k * size, size), a.Slice(pivot * size, size));
                    (order[k], order[pivot], isOdd) = (order[pivot], order[k], !isOdd);
                }
                if (a[k * size + k] == T.Zero)
                    return k;
                for (var i = k + 1; i < size; i++)
                {
                    var factor = a[i * size + k] /= a[k * size + k];
                    Strided.Subtract(a.Slice(i * size + k + 1, end - k - 1), factor, a.Slice(k * size + k + 1, end - k - 1));
                }
            }
            if (end == size)
                break;
            var (rows, columns) = (end - start, size - end);
            TriangularRows.Solve<T>(a[(start * size + start)..], size, rows, new(IsLower: true, IsTransposed: false, IsUnit: true), a[(start * size + end)..], size, columns);
            Strided.SubtractProduct(
                new(a[(end * size + start)..], columns, rows, false, size), new(a[(start * size + end)..], rows, columns, false, size),
                a[(end * size + end)..], size);
        }
        return -1;
    }

    /// <summary>The row of the largest element of a column, on or below the diagonal; the first NaN where there is one.</summary>
    private static int PivotOf<T>(ReadOnlySpan<T> a, int size, int column)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (best, largest) = (column, T.Abs(a[column * size + column]));
        for (var i = column + 1; i < size && !T.IsNaN(largest); i++)
            if (T.Abs(a[i * size + column]) is var value && (value > largest || T.IsNaN(value)))
                (best, largest) = (i, value);
        return best;
    }

    private static void Swap<T>(Span<T> one, Span<T> other)
    {
        for (var i = 0; i < one.Length; i++)
            (one[i], other[i]) = (other[i], one[i]);
    }
}
