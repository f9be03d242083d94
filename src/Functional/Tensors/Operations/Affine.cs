using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// f(x·W + b) in one pass: bitwise what <c>x.MatMul(weight) + bias</c> and then the activation are, without another result in between.
    /// <c>[…, n, k]·[k, m] + [m]</c> is <c>[…, n, m]</c>.
    /// </summary>
    /// <param name="weight">W, [k, m].</param>
    /// <param name="bias">b, [m], or null for none.</param>
    /// <param name="activation">f, or null for none.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor<T> Affine(Tensor<T> weight, Tensor<T>? bias = null, IPointwise<T>? activation = null)
    {
        if (Rank < 2 || weight.Rank != 2 || Shape[^1] != weight.Shape[0])
            throw new ShapeException($"Affine: shapes {Shape} and {weight.Shape} do not fit […, n, k]·[k, m].");
        var (inner, columns) = (weight.Shape[0], weight.Shape[1]);
        if (bias is not null && (bias.Rank != 1 || bias.Length != columns))
            bias.Expect([columns], "Affine: bias");
        var shape = WithColumns(columns);
        var result = Scope.Buffer<T>(shape.ElementCount);
        MatrixProduct.Run(
            new(Span, Rank == 2 ? Shape[0] : Shape[..^1].ElementCount, inner, false), new(weight.Span, inner, columns, false), result.Span, bias is null ? [] : bias.Span);
        if (activation is not null)
            Elementwise.Run(activation, result.Memory, result.Memory, result.Length);
        return new(result, shape);
    }
}
