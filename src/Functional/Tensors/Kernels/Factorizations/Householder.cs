using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>
/// Q·R by Householder's reflections (Golub and Van Loan, "Matrix Computations", 5.2.2), column by column. Sums are in four lanes whatever the machine has, and
/// no product is fused with a sum, so that the bits are the same everywhere.
/// </summary>
internal static class Householder
{
    /// <summary>The columns of Q, where R has a positive diagonal.</summary>
    /// <param name="columns">The columns of the matrix one after the other; reflections are left there.</param>
    /// <param name="result">The columns of Q one after the other.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="count">How many columns there are, no more than rows.</param>
    public static void OrthonormalColumns(Span<double> columns, Span<double> result, int rows, int count)
    {
        var (scales, isNegative) = (new double[count], new bool[count]);
        for (var k = 0; k < count; k++)
        {
            var v = columns.Slice(k * rows + k, rows - k);
            var norm = double.Sqrt(Dot(v, v));
            // R's element is −norm where the column's is positive: nothing cancels.
            isNegative[k] = v[0] > 0;
            v[0] += isNegative[k] ? norm : -norm;
            scales[k] = norm > 0 ? 2 / Dot(v, v) : 0;
            for (var j = k + 1; j < count; j++)
                Reflect(columns.Slice(j * rows + k, rows - k), v, scales[k]);
        }
        result.Clear();
        for (var j = 0; j < count; j++)
        {
            var q = result.Slice(j * rows, rows);
            q[j] = isNegative[j] ? -1 : 1;
            for (var k = j; k >= 0; k--)
                Reflect(q[k..], columns.Slice(k * rows + k, rows - k), scales[k]);
        }
    }

    /// <summary>x −= scale·⟨v, x⟩·v.</summary>
    private static void Reflect(Span<double> x, ReadOnlySpan<double> v, double scale) => TensorPrimitives.MultiplyAdd(v, -scale * Dot(v, x), x, x);

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector256<double> first = default, second = default;
        var i = 0;
        for (; i + 8 <= x.Length; i += 8)
        {
            first += Vector256.Create(x.Slice(i, 4)) * Vector256.Create(y.Slice(i, 4));
            second += Vector256.Create(x.Slice(i + 4, 4)) * Vector256.Create(y.Slice(i + 4, 4));
        }
        first += second;
        var sum = first[0] + first[1] + (first[2] + first[3]);
        for (; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
