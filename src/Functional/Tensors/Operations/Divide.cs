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
    public static Tensor<T> operator /(Tensor<T> left, Tensor<T> right) => Elementwise.Zip<T, DivideKernel<T>>(left, right);
}

internal readonly struct DivideKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Divide(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Divide(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Divide(left, right, result);
}
