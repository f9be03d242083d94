using System.Numerics;

namespace Functional.Properties.Tensors;

/// <summary>The matrix product by its definition, and how far a computed one may be from it.</summary>
internal static class NaiveProduct
{
    /// <summary>
    /// Asserts |C − A·B| ≤ k·ε·Σ|a||b| for each element: k products and sums in any order, fused or not, have a relative error of at most
    /// γₖ = k·u / (1 − k·u) against Σ|a||b| with u = ε/2 (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., §3.1); the
    /// factor of two between u and ε covers the denominator, and the rounding of the reference, which is summed in twice double's precision.
    /// </summary>
    public static void Near<T>(Tensor<T> a, Tensor<T> b, Tensor<T> product)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (rows, inner, columns) = (a.Shape[0], a.Shape[1], b.Shape[1]);
        Assert.Equal([rows, columns], product.Shape);
        var epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        var (row, column) = (new double[inner], new double[inner]);
        for (var j = 0; j < columns; j++)
        {
            for (var p = 0; p < inner; p++)
                column[p] = double.CreateChecked(b.Span[(p * columns) + j]);
            for (var i = 0; i < rows; i++)
            {
                for (var p = 0; p < inner; p++)
                    row[p] = double.CreateChecked(a.Span[(i * inner) + p]);
                var (exact, magnitude) = Dot(row, column);
                var (error, bound) = (double.Abs(double.CreateChecked(product.Span[(i * columns) + j]) - exact), inner * epsilon * magnitude);
                if (!(error <= bound))
                    Assert.Fail($"Element [{i}, {j}] of {a.Shape}·{b.Shape} is off by {error}, more than {bound}; it should be {exact}.");
            }
        }
    }

    /// <summary>Σ xy as if in twice the precision, and Σ|x||y|: algorithm Dot2 of Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26(6), 2005.</summary>
    private static (double Sum, double Magnitude) Dot(double[] x, double[] y)
    {
        double sum = 0, lost = 0, magnitude = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var product = x[i] * y[i];
            var next = sum + product;
            var part = next - sum;
            lost += double.FusedMultiplyAdd(x[i], y[i], -product) + ((sum - (next - part)) + (product - part));
            sum = next;
            magnitude += double.Abs(product);
        }
        return (sum + lost, magnitude);
    }
}
