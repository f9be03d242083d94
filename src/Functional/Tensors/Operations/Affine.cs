using System.Numerics;
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
        if (IsTraced | weight.IsTraced || bias is { IsTraced: true })
            return AffineOperation<T>.Trace(this, weight, bias, activation);
        var shape = WithColumns(columns);
        var result = Scope.Buffer<T>(shape.ElementCount);
        var rows = new Operand<T>(Span, Rank == 2 ? Shape[0] : Shape[..^1].ElementCount, inner, false);
        if (weight.PackedForm() is { } packed)
            PackedMatrixProduct.Run(rows, packed, result.Span, bias is null ? [] : bias.Span);
        else
            MatrixProduct.Run(rows, new(weight.Span, inner, columns, false), result.Span, bias is null ? [] : bias.Span);
        if (activation is not null)
            Elementwise.Run(activation, result.Memory, result.Memory, result.Length);
        return new(result, shape);
    }

    /// <summary>
    /// The matrix packed as a weight, where it is one for the second time: it is remembered beside the numbers, takes as much memory again, and changes no
    /// bit. Not where the memory is a workspace's, for that will be written over.
    /// </summary>
    private PackedMatrix? PackedForm()
    {
        if (!PackedMatrixProduct.IsWorth<T>(Shape[0], Shape[1]))
            return null;
        var beside = hold;
        if (beside is Remembered remembered)
            return remembered.Form(this, static weight => PackedMatrixProduct.Pack(new Operand<T>(weight.Span, weight.Shape[0], weight.Shape[1], false))) is { } packed
                && packed.Rows == Shape[0] && packed.Columns == Shape[1] ? packed : null;
        if (beside is null or Lease { IsForgotten: true })
            Interlocked.CompareExchange(ref hold, new Remembered(), beside);
        return null;
    }
}

/// <summary>Of y = x·W + b: x̄ = ȳ·Wᵀ, W̄ = xᵀ·ȳ, b̄ = Σ ȳ over all rows.</summary>
internal sealed record AffineOperation<T> : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly AffineOperation<T> Rule = new();

    /// <summary>The activation is an operation of its own here.</summary>
    public static Tensor<T> Trace(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, IPointwise<T>? activation)
    {
        var sums = bias is null ? Rule.Trace(x, weight) : Rule.Trace(x, weight, bias);
        return activation is null ? sums : sums.Map(activation);
    }

    public override Shape ShapeOf(Shape[] operands) => operands[0].With(-1, operands[1][1]);

    public override Tensor<T> Apply(Tensor<T>[] x) => x[0].Affine(x[1], x.Length > 2 ? x[2] : null);

    public override long MultiplyAddsOf(Shape[] operands) => (long)operands[0].ElementCount * operands[1][1];

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        if (isMapped is [true, false] or [true, false, false])
            return Apply(x);
        var product = new MatMulOperation<T>(Transposed.None).Mapped([x[0], x[1]], [isMapped[0], isMapped[1]], count);
        return x.Length == 2 ? product : AddOperation<T>.Rule.Mapped([product, x[2]], [isMapped[0] || isMapped[1], isMapped[2]], count);
    }

    public override Func<Tensor<T>, Tensor<T>> Pullback(int operand, Tensor<T>[] x, Tensor<T> y) => operand switch
    {
        0 => ToInput(x[1]),
        1 => ToWeight(x[0], x[1].Shape),
        _ => ToBias(x[2].Shape),
    };

    private static Func<Tensor<T>, Tensor<T>> ToInput(Tensor<T> weight) => dy => dy.MatMul(weight, Transposed.Right);

    private static Func<Tensor<T>, Tensor<T>> ToWeight(Tensor<T> x, Shape weight) => dy => Rows(x).MatMul(Rows(dy), Transposed.Left, weight);

    private static Func<Tensor<T>, Tensor<T>> ToBias(Shape bias) => dy => Rows(dy).SumTo(bias);

    private static Tensor<T> Rows(Tensor<T> x) => x.Rank == 2 ? x : x.Reshape([x.Shape[..^1].ElementCount, x.Shape[^1]]);
}
