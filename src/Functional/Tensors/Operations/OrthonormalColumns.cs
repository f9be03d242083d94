using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public static partial class Tensor
{
    /// <summary>
    /// Q of x = Q·R for a matrix <c>[rows, columns]</c> of no more columns than rows, where R has a positive diagonal: of a matrix of independent normal numbers
    /// each Q is as likely as the other. The same bits on every machine.
    /// </summary>
    internal static Tensor<double> OrthonormalColumns(Tensor<double> x)
    {
        x.ExpectReadable(nameof(OrthonormalColumns));
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var turned = new double[x.Length];
        Permutation.Transpose(x.Span, turned, columns, rows);
        var result = new double[x.Length];
        Householder.OrthonormalColumns(turned, result, rows, columns);
        var transposed = Scope.Buffer<double>(x.Length);
        Permutation.Transpose<double>(result, transposed, rows, columns);
        return new(transposed, x.Shape);
    }
}
