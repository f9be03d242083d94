using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The larger of two elements, broadcast; NaN where either is NaN.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> Maximum(Tensor<T> other) => Elementwise.Zip<T, MaximumKernel<T>>(this, other);
}

internal readonly struct MaximumKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Max(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Max(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Max(right, left, result);
}
