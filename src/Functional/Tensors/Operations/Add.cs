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
    public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => left.IsTraced | right.IsTraced
        ? AddOperation<T>.Rule.Trace(left, right)
        : Elementwise.Zip<T, AddKernel<T>>(left, right);
}

/// <summary>x̄ᵢ = ȳ, summed over what was repeated.</summary>
internal sealed record AddOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly AddOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first + second;

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => BroadcastToOperation<T>.Back(first.Shape, y.Shape);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => BroadcastToOperation<T>.Back(second.Shape, y.Shape);
}

internal readonly struct AddKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Add(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Add(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Add(right, left, result);
}
