using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// X with A·X = B, or Aᵀ·X = B, for square matrices <c>[…, n, n]</c> and right sides <c>[…, n, m]</c>, by elimination with partial pivoting. The axes before
    /// the last two are a batch, and broadcast. Where a matrix is too large to write down, see <see cref="Differentiable"/>.Solve.
    /// </summary>
    /// <param name="right">The right sides B, as columns: one is <c>[n, 1]</c>.</param>
    /// <param name="transposed">Whether the equation is that of the transpose.</param>
    /// <exception cref="ShapeException">The matrices are not square, or the shapes do not fit.</exception>
    /// <exception cref="MatrixException">A matrix is singular: no pivot of a column is other than 0.</exception>
    public Tensor<T> Solve(Tensor<T> right, bool transposed = false)
    {
        var (a, b) = Matrices.InOneBatch(nameof(Solve), this, right);
        if (a.IsTraced | b.IsTraced)
            return new SolveOperation<T>(transposed).Trace(a, b);
        var (size, columns) = (b.Shape[^2], b.Shape[^1]);
        var result = Scope.Buffer<T>(b.Length);
        var (factors, order, moved) = (new T[size * size], new int[size], new T[size * columns]);
        for (var i = 0; i < a.Shape[..^2].ElementCount; i++)
        {
            a.Span.Slice(i * size * size, size * size).CopyTo(factors);
            if (LowerUpper.Factor<T>(factors, size, order, out _) is >= 0 and var column)
                throw Matrices.Singular(nameof(Solve), a.Shape, i, column);
            var x = result.AsSpan(i * size * columns, size * columns);
            var given = b.Span.Slice(i * size * columns, size * columns);
            TriangleKind lower = new(true, transposed, IsUnit: true), upper = new(false, transposed, IsUnit: false);
            if (transposed)
            {
                // Aᵀ = Uᵀ·Lᵀ·P
                given.CopyTo(moved);
                TriangularRows.Solve<T>(factors, size, size, upper, moved, columns, columns);
                TriangularRows.Solve<T>(factors, size, size, lower, moved, columns, columns);
                for (var row = 0; row < size; row++)
                    moved.AsSpan(row * columns, columns).CopyTo(x[(order[row] * columns)..]);
            }
            else
            {
                // P·A = L·U
                for (var row = 0; row < size; row++)
                    given.Slice(order[row] * columns, columns).CopyTo(x[(row * columns)..]);
                TriangularRows.Solve<T>(factors, size, size, lower, x, columns, columns);
                TriangularRows.Solve<T>(factors, size, size, upper, x, columns, columns);
            }
        }
        return new(result, b.Shape);
    }
}

/// <summary>
/// B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ; of the transposed equation B̄ = A⁻¹·X̄ and Ā = −X·B̄ᵀ. Giles, "An extended collection of matrix derivative results for forward
/// and reverse mode algorithmic differentiation", Oxford 2008.
/// </summary>
internal sealed record SolveOperation<T>(bool IsTransposed) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("transposed", IsTransposed)];

    public override Shape ShapeOf(Shape first, Shape second) => second;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.Solve(second, IsTransposed);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) =>
        Apply(Samples.Repeated(x[0], isMapped[0], count), Samples.Repeated(x[1], isMapped[1], count));

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => dy =>
    {
        var db = first.Solve(dy, !IsTransposed);
        return -(IsTransposed ? y.MatMul(db, Transposed.Right) : db.MatMul(y, Transposed.Right));
    };

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(first);

    private Func<Tensor<T>, Tensor<T>> Back(Tensor<T> a) => dy => a.Solve(dy, !IsTransposed);
}
