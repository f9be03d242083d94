namespace Functional.Examples;

/// <summary>All eigenvalues of a small symmetric matrix: its planes are turned, one after the other, until only the diagonal is left.</summary>
internal static class Jacobi
{
    private const int MostSweeps = 50;

    /// <summary>The eigenvalues in no order, and their eigenvectors as columns. Golub and Van Loan, Matrix Computations, section 8.5.</summary>
    public static (double[] Values, double[,] Vectors) Eigenvalues(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var (a, vectors) = ((double[,])symmetric.Clone(), new double[n, n]);
        for (var i = 0; i < n; i++)
            vectors[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++)
                {
                    // An entry that is lost beside the diagonal is zero.
                    var size = double.Abs(a[p, p]) + double.Abs(a[q, q]);
                    if (size + double.Abs(a[p, q]) == size)
                        continue;
                    Rotate(a, vectors, p, q);
                    rotated = true;
                }
            if (!rotated)
                break;
        }
        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], vectors);
    }

    /// <summary>The turn of the plane of p and q that makes a[p, q] zero, applied to rows and columns.</summary>
    private static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        var (sin, cos) = double.SinCos(0.5 * double.Atan2(2 * a[p, q], a[q, q] - a[p, p]));
        for (var k = 0; k < a.GetLength(0); k++)
        {
            (a[k, p], a[k, q]) = (cos * a[k, p] - sin * a[k, q], sin * a[k, p] + cos * a[k, q]);
            (vectors[k, p], vectors[k, q]) = (cos * vectors[k, p] - sin * vectors[k, q], sin * vectors[k, p] + cos * vectors[k, q]);
        }
        for (var k = 0; k < a.GetLength(0); k++)
            (a[p, k], a[q, k]) = (cos * a[p, k] - sin * a[q, k], sin * a[p, k] + cos * a[q, k]);
    }
}
