using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// X with A·X = B, or Aᵀ·X = B, for matrices <c>[…, n, n]</c> of which one triangle is read, the other taken for zeros, and right sides
    /// <c>[…, n, m]</c>. The axes before the last two are a batch, and broadcast.
    /// </summary>
    /// <param name="right">The right sides B, as columns: one is <c>[n, 1]</c>.</param>
    /// <param name="upper">Whether the upper triangle is read; else the lower one.</param>
    /// <param name="transposed">Whether the equation is that of the transpose.</param>
    /// <exception cref="ShapeException">The matrices are not square, or the shapes do not fit.</exception>
    /// <exception cref="MatrixException">An element of a diagonal is 0: the matrix is singular.</exception>
    public Tensor<T> TriangularSolve(Tensor<T> right, bool upper = false, bool transposed = false)
    {
        var (a, b) = Matrices.InOneBatch(nameof(TriangularSolve), this, right);
        if (a.IsTraced | b.IsTraced)
            return new TriangularSolveOperation<T>(upper, transposed).Trace(a, b);
        var (size, columns) = (b.Shape[^2], b.Shape[^1]);
        var result = Scope.Buffer<T>(b.Length);
        b.Span.CopyTo(result);
        for (var i = 0; i < a.Shape[..^2].ElementCount; i++)
        {
            var matrix = a.Span.Slice(i * size * size, size * size);
            for (var k = 0; k < size; k++)
                if (matrix[k * (size + 1)] == T.Zero)
                    throw Matrices.Singular(nameof(TriangularSolve), a.Shape, i, k);
            TriangularRows.Solve(matrix, size, size, new(!upper, transposed, IsUnit: false), result.AsSpan(i * size * columns, size * columns), columns, columns);
        }
        return new(result, b.Shape);
    }
}

/// <summary>
/// B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ, of which the triangle counts; of the transposed equation B̄ = A⁻¹·X̄ and Ā = −X·B̄ᵀ. Giles, "An extended collection of matrix
/// derivative results for forward and reverse mode algorithmic differentiation", Oxford 2008.
/// </summary>
internal sealed record TriangularSolveOperation<T>(bool Upper, bool IsTransposed) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("upper", Upper), ("transposed", IsTransposed)];

    public override Shape ShapeOf(Shape first, Shape second) => second;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.TriangularSolve(second, Upper, IsTransposed);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) =>
        Apply(Samples.Repeated(x[0], isMapped[0], count), Samples.Repeated(x[1], isMapped[1], count));

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => dy =>
    {
        var db = first.TriangularSolve(dy, Upper, !IsTransposed);
        var product = IsTransposed ? y.MatMul(db, Transposed.Right) : db.MatMul(y, Transposed.Right);
        return -(Upper ? product.UpperTriangle() : product.LowerTriangle());
    };

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(first);

    private Func<Tensor<T>, Tensor<T>> Back(Tensor<T> a) => dy => a.TriangularSolve(dy, Upper, !IsTransposed);
}
