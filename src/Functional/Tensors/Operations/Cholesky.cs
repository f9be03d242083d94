using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The lower triangular L with A = L·Lᵀ, for positive definite matrices <c>[…, n, n]</c> along leading axes. Of a matrix that is not symmetric it is that of
    /// its symmetric part, (A + Aᵀ)/2, so that what flows back is symmetric.
    /// </summary>
    /// <exception cref="ShapeException">The last two axes hold no square matrix.</exception>
    /// <exception cref="MatrixException">A matrix is not positive definite.</exception>
    public Tensor<T> Cholesky()
    {
        Matrices.Size(nameof(Cholesky), Shape);
        return ((this + Transpose()) * T.CreateChecked(0.5)).FactorOfSymmetric();
    }

    /// <summary>The Cholesky factor of a matrix that is symmetric.</summary>
    internal Tensor<T> FactorOfSymmetric()
    {
        if (IsTraced)
            return CholeskyOperation<T>.Rule.Trace(this);
        var size = Shape[^1];
        var result = Scope.Zeros<T>(Length);
        var factor = new T[size * size];
        for (var i = 0; i < Shape[..^2].ElementCount; i++)
        {
            Span.Slice(i * size * size, size * size).CopyTo(factor);
            if (CholeskyFactor.Factor<T>(factor, size) is >= 0 and var pivot)
                throw new MatrixException(Invariant(
                    $"Cholesky: matrix {i} of shape {Shape} is not positive definite: its pivot {pivot} is {factor[pivot * (size + 1)]}."));
            var lower = result.AsSpan(i * size * size, size * size);
            for (var row = 0; row < size; row++)
                for (var column = 0; column <= row; column++)
                    lower[row * size + column] = factor[column * size + row];
        }
        return new(result, Shape);
    }
}

/// <summary>
/// Ā = L⁻ᵀ·Φ(Lᵀ·L̄)·L⁻¹, where Φ is the lower triangle with half of the diagonal. Its symmetric part counts. Murray, "Differentiation of the Cholesky
/// decomposition", arXiv 1602.07527, 2016.
/// </summary>
internal sealed record CholeskyOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly CholeskyOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.FactorOfSymmetric();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => Back(y);

    private static Func<Tensor<T>, Tensor<T>> Back(Tensor<T> lower) => dy =>
    {
        var product = lower.MatMul(dy, Transposed.Left);
        var halved = (product.LowerTriangle() + product.LowerTriangle(-1)) * T.CreateChecked(0.5);
        var left = lower.TriangularSolve(halved, transposed: true);
        return lower.TriangularSolve(left.Transpose(), transposed: true).Transpose();
    };
}
