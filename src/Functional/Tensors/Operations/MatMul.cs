using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>Which operands of a matrix product are transposed; nothing is copied for it.</summary>
[Flags]
public enum Transposed
{
    /// <summary>A·B.</summary>
    None = 0,

    /// <summary>Aᵀ·B.</summary>
    Left = 1,

    /// <summary>A·Bᵀ.</summary>
    Right = 2,

    /// <summary>Aᵀ·Bᵀ.</summary>
    Both = Left | Right,
}

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The matrix product over the last two axes: <c>[…, n, k]·[…, k, m]</c> is <c>[…, n, m]</c>. The axes before them are a batch, and
    /// broadcast. With an operand transposed its last two axes are read in the other order. Up to 3072 products are added one after the other, and such
    /// sums by pairs: |error| ≤ (3072 + log₂ k)·u·Σ|x·y|, and mostly far less.
    /// </summary>
    /// <param name="right">The right operand.</param>
    /// <param name="transposed">Which operands are transposed.</param>
    /// <param name="expected">The shape that the product must have, where that is known; the product takes it.</param>
    /// <exception cref="ShapeException">An operand has fewer than two axes, or the shapes do not fit.</exception>
    /// <example><code>
    /// var y = x.MatMul(weight);                          // y  = x·W
    /// var dWeight = x.MatMul(dy, Transposed.Left);       // W̄ = xᵀ·ȳ
    /// var dx = dy.MatMul(weight, Transposed.Right);      // x̄ = ȳ·Wᵀ
    /// </code></example>
    public Tensor<T> MatMul(Tensor<T> right, Transposed transposed = Transposed.None, Shape? expected = null)
    {
        var (leftTransposed, rightTransposed) = ((transposed & Transposed.Left) != 0, (transposed & Transposed.Right) != 0);
        if (Rank < 2 || right.Rank < 2)
            throw new ShapeException($"MatMul: both operands need at least two axes, got shapes {Shape} and {right.Shape}.");
        var (rows, inner) = leftTransposed ? (Shape[^1], Shape[^2]) : (Shape[^2], Shape[^1]);
        var (rightInner, columns) = rightTransposed ? (right.Shape[^1], right.Shape[^2]) : (right.Shape[^2], right.Shape[^1]);
        if (inner != rightInner)
            throw new ShapeException(
                Invariant($"MatMul{Written(transposed)}: inner sizes {inner} and {rightInner} differ, shapes {Shape} and {right.Shape}."));

        if (IsTraced | right.IsTraced)
        {
            var product = new MatMulOperation<T>(transposed).Trace(this, right);
            return expected is null ? product : product.Expect(expected, $"MatMul{Written(transposed)}: the product");
        }
        if (expected is not null)
        {
            if (Rank == 2 && right.Rank == 2 && expected.Rank == 2 && expected[0] == rows && expected[1] == columns)
                return Product(rows, inner, leftTransposed, right, columns, rightTransposed, expected);
            return MatMul(right, transposed).Expect(expected, $"MatMul{Written(transposed)}: the product");
        }
        if (right.Rank == 2 && !leftTransposed)                // a batch of left operands is one tall matrix
            return Product(Rank == 2 ? rows : Shape[..^1].ElementCount, inner, false, right, columns, rightTransposed, WithColumns(columns));
        if (Rank == 2 && right.Rank == 2)
            return Product(rows, inner, leftTransposed, right, columns, rightTransposed, [rows, columns]);

        var batch = BatchOf(Shape, right.Shape, transposed);
        var result = Scope.Buffer<T>(batch.Then([rows, columns]).ElementCount);
        Batch<T>.Run(
            new(Data, BatchOffsets(Shape, batch), rows, inner, leftTransposed),
            new(right.Data, BatchOffsets(right.Shape, batch), inner, columns, rightTransposed),
            result.Memory);
        return new(result, batch.Then([rows, columns]));
    }

    private Tensor<T> Product(int rows, int inner, bool transposed, Tensor<T> right, int columns, bool rightTransposed, Shape shape)
    {
        var product = Scope.Buffer<T>(shape.ElementCount);
        MatrixProduct.Run<T>(new(Span, rows, inner, transposed), new(right.Span, inner, columns, rightTransposed), product);
        return new(product, shape);
    }

    /// <summary>The shape with a last axis of another size.</summary>
    private Shape WithColumns(int columns) => columns == Shape[^1] ? Shape : Rank == 2 ? [Shape[0], columns] : Shape.With(-1, columns);

    /// <summary>The axes before the matrices of both operands, broadcast.</summary>
    internal static Shape BatchOf(Shape left, Shape right, Transposed transposed) => Shape.Broadcast(left[..^2], right[..^2])
        ?? throw new ShapeException($"MatMul{Written(transposed)}: the batches of shapes {left} and {right} do not broadcast.");

    private static string Written(Transposed transposed) => transposed switch
    {
        Transposed.Left => " (left operand transposed)",
        Transposed.Right => " (right operand transposed)",
        Transposed.Both => " (both operands transposed)",
        _ => "",
    };

    /// <summary>Where each matrix of the broadcast batch starts in an operand's memory.</summary>
    private static int[] BatchOffsets(Shape operand, Shape batch)
    {
        var offsets = new int[batch.ElementCount];
        var matrix = operand[^1] * operand[^2];
        var own = operand[..^2];
        var strides = own.Strides();
        for (var i = 0; i < offsets.Length; i++)
            for (int axis = batch.Rank - 1, rest = i; axis >= 0; rest /= batch[axis--])
            {
                var ownAxis = axis - (batch.Rank - own.Rank);
                if (ownAxis >= 0 && own[ownAxis] != 1)
                    offsets[i] += rest % batch[axis] * strides[ownAxis] * matrix;
            }
        return offsets;
    }
}

/// <summary>
/// Of C = A·B: Ā = C̄·Bᵀ and B̄ = Aᵀ·C̄, each summed over the batches along which it was repeated; and likewise where an operand is transposed.
/// </summary>
internal sealed record MatMulOperation<T>(Transposed Transposed) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("transposed", Transposed)];

    private bool IsLeft => (Transposed & Transposed.Left) != 0;

    private bool IsRight => (Transposed & Transposed.Right) != 0;

    public override Shape ShapeOf(Shape first, Shape second) =>
        Tensor<T>.BatchOf(first, second, Transposed).Then([IsLeft ? first[^1] : first[^2], IsRight ? second[^2] : second[^1]]);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.MatMul(second, Transposed);

    public override long MultiplyAddsOf(Shape[] operands) =>
        (long)ShapeOf(operands[0], operands[1]).ElementCount * (IsLeft ? operands[0][^2] : operands[0][^1]);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        var rank = Math.Max(x[0].Rank - (isMapped[0] ? 1 : 0), x[1].Rank - (isMapped[1] ? 1 : 0));
        return Apply(isMapped[0] && (isMapped[1] || x[1].Rank > 2) ? Samples.WithRank(x[0], rank) : x[0], isMapped[1] ? Samples.WithRank(x[1], rank) : x[1]);
    }

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToFirst(first.Shape, second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToSecond(first, second.Shape);

    private Func<Tensor<T>, Tensor<T>> ToFirst(Shape shape, Tensor<T> b) => dy => Transposed switch
    {
        Transposed.None => dy.MatMul(b, Transposed.Right),
        Transposed.Left => b.MatMul(dy, Transposed.Right),
        Transposed.Right => dy.MatMul(b),
        _ => b.MatMul(dy, Transposed.Both),
    } is var da && da.Shape.Equals(shape) ? da : da.SumTo(shape);

    private Func<Tensor<T>, Tensor<T>> ToSecond(Tensor<T> a, Shape shape) => dy =>
    {
        // A batch of left operands on one right operand is one tall matrix.
        if (!IsLeft && shape.Rank == 2 && a.Rank > 2)
            return Back(Rows(a), Rows(dy));
        var db = Back(a, dy);
        return db.Shape.Equals(shape) ? db : db.SumTo(shape);
    };

    // A size of -1 could not be told where there are no columns.
    private static Tensor<T> Rows(Tensor<T> x) => x.Reshape([x.Shape[..^1].ElementCount, x.Shape[^1]]);

    private Tensor<T> Back(Tensor<T> a, Tensor<T> dy) => Transposed switch
    {
        Transposed.None => a.MatMul(dy, Transposed.Left),
        Transposed.Left => a.MatMul(dy),
        Transposed.Right => dy.MatMul(a, Transposed.Left),
        _ => dy.MatMul(a, Transposed.Both),
    };
}
