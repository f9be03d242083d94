using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T> : ISubtractionOperators<Tensor<T>, Tensor<T>, Tensor<T>>
{
    /// <summary>Element-wise difference, broadcast.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The operand that is subtracted.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator -(Tensor<T> left, Tensor<T> right) => left.IsTraced | right.IsTraced
        ? SubtractOperation<T>.Rule.Trace(left, right)
        : Elementwise.Zip<T, SubtractKernel<T>>(left, right);
}

/// <summary>x̄₁ = ȳ, x̄₂ = −ȳ, summed over what was repeated.</summary>
internal sealed record SubtractOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SubtractOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first - second;

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => BroadcastToOperation<T>.Back(first.Shape, y.Shape);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => Back(second.Shape);

    private static Func<Tensor<T>, Tensor<T>> Back(Shape shape) => dy => -dy.SumTo(shape);
}

internal readonly struct SubtractKernel<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Subtract(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Subtract(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Subtract(left, right, result);
}
