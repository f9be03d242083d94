using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T> : IAdditionOperators<Tensor<T>, Tensor<T>, Tensor<T>>
{
    /// <summary>Element-wise sum, broadcast.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => Elementwise.Zip<T, AddKernel<T>>(left, right);
}

internal readonly struct AddKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Add(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Add(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Add(right, left, result);
}
