using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T> : IDivisionOperators<Tensor<T>, Tensor<T>, Tensor<T>>
{
    /// <summary>Element-wise quotient, broadcast; a division by zero gives an infinity or NaN, as IEEE 754 says.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator /(Tensor<T> left, Tensor<T> right) => left.IsTraced | right.IsTraced
        ? DivideOperation<T>.Rule.Trace(left, right)
        : Elementwise.Zip<T, DivideKernel<T>>(left, right);
}

/// <summary>x̄₁ = ȳ/x₂, x̄₂ = −ȳ·y/x₂, summed over what was repeated.</summary>
internal sealed record DivideOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly DivideOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first / second;

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(first.Shape, second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => dy => -(dy * y / second).SumTo(second.Shape);

    private static Func<Tensor<T>, Tensor<T>> Back(Shape shape, Tensor<T> divisor) => dy => (dy / divisor).SumTo(shape);
}

internal readonly struct DivideKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Divide(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Divide(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Divide(left, right, result);
}
