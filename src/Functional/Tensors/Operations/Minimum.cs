using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The smaller of two elements, broadcast; NaN where either is NaN.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> Minimum(Tensor<T> other) => IsTraced | other.IsTraced
        ? MinimumOperation<T>.Rule.Trace(this, other)
        : Elementwise.Zip<T, MinimumKernel<T>>(this, other);
}

/// <summary>The cotangent goes to the smaller of the two; where they are equal, half of it to each.</summary>
internal sealed record MinimumOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly MinimumOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.Minimum(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => PrecedenceOperation<T>.Back(second, first, first.Shape);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => PrecedenceOperation<T>.Back(first, second, second.Shape);
}

internal readonly struct MinimumKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Min(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Min(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Min(right, left, result);
}
