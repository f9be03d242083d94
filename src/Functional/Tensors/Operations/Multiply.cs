using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T> : IMultiplyOperators<Tensor<T>, Tensor<T>, Tensor<T>>
{
    /// <summary>Element-wise product, broadcast; the matrix product is <see cref="MatMul"/>.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator *(Tensor<T> left, Tensor<T> right) => left.IsTraced | right.IsTraced
        ? MultiplyOperation<T>.Rule.Trace(left, right)
        : Elementwise.Zip<T, MultiplyKernel<T>>(left, right);
}

/// <summary>x̄₁ = ȳ·x₂, x̄₂ = ȳ·x₁, summed over what was repeated.</summary>
internal sealed record MultiplyOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly MultiplyOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first * second;

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(first.Shape, second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(second.Shape, first);

    private static Func<Tensor<T>, Tensor<T>> Back(Shape shape, Tensor<T> other) => dy => (dy * other).SumTo(shape);
}

internal readonly struct MultiplyKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Multiply(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Multiply(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Multiply(right, left, result);
}
