using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>How two numbers are compared.</summary>
internal enum Comparison
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    EqualTo,
    NotEqualTo,
}

// A comparison gives a tensor and no mask: so it can be made in a traced function, whose numbers cannot be read.
public sealed partial class Tensor<T>
{
    /// <summary>1 where this is greater, 0 where it is not or where either is NaN; broadcast. Nothing flows back through it.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> Greater(Tensor<T> other) => Compare<GreaterKernel<T>>(Comparison.Greater, other);

    /// <summary>1 where this is greater or equal, 0 where it is not or where either is NaN; broadcast. Nothing flows back through it.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> GreaterOrEqual(Tensor<T> other) => Compare<GreaterOrEqualKernel<T>>(Comparison.GreaterOrEqual, other);

    /// <summary>1 where this is less, 0 where it is not or where either is NaN; broadcast. Nothing flows back through it.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> Less(Tensor<T> other) => Compare<LessKernel<T>>(Comparison.Less, other);

    /// <summary>1 where this is less or equal, 0 where it is not or where either is NaN; broadcast. Nothing flows back through it.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> LessOrEqual(Tensor<T> other) => Compare<LessOrEqualKernel<T>>(Comparison.LessOrEqual, other);

    /// <summary>1 where both are equal, 0 where they are not or where either is NaN; broadcast. Nothing flows back through it.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> EqualTo(Tensor<T> other) => Compare<EqualToKernel<T>>(Comparison.EqualTo, other);

    /// <summary>1 where both are not equal or either is NaN, 0 where they are; broadcast. Nothing flows back through it.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> NotEqualTo(Tensor<T> other) => Compare<NotEqualToKernel<T>>(Comparison.NotEqualTo, other);

    private Tensor<T> Compare<TKernel>(Comparison comparison, Tensor<T> other)
        where TKernel : IEachPair<T> => IsTraced | other.IsTraced
        ? new ComparisonOperation<T>(comparison).Trace(this, other)
        : Elementwise.Zip<T, EachPair<T, TKernel>>(this, other);
}

/// <summary>A comparison: a constant.</summary>
internal sealed record ComparisonOperation<T>(Comparison Comparison) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("comparison", Comparison)];

    public override bool IsConstant => true;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => Comparison switch
    {
        Comparison.Greater => first.Greater(second),
        Comparison.GreaterOrEqual => first.GreaterOrEqual(second),
        Comparison.Less => first.Less(second),
        Comparison.LessOrEqual => first.LessOrEqual(second),
        Comparison.EqualTo => first.EqualTo(second),
        _ => first.NotEqualTo(second),
    };

    public override Func<Tensor<T>, Tensor<T>>? PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

internal readonly struct GreaterKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x > y ? T.One : T.Zero;
}

internal readonly struct GreaterOrEqualKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x >= y ? T.One : T.Zero;
}

internal readonly struct LessKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x < y ? T.One : T.Zero;
}

internal readonly struct LessOrEqualKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x <= y ? T.One : T.Zero;
}

internal readonly struct EqualToKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x == y ? T.One : T.Zero;
}

internal readonly struct NotEqualToKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x != y ? T.One : T.Zero;
}
