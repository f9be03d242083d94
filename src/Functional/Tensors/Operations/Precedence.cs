using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>1 where this is the larger, 0 where it is the smaller, ½ where both are equal, NaN where either is NaN; broadcast.</summary>
    internal Tensor<T> Precedence(Tensor<T> other) => IsTraced | other.IsTraced
        ? PrecedenceOperation<T>.Rule.Trace(this, other)
        : Elementwise.Zip<T, EachPair<T, PrecedenceKernel<T>>>(this, other);
}

/// <summary>Which of two is the larger: a constant.</summary>
internal sealed record PrecedenceOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly PrecedenceOperation<T> Rule = new();

    public override bool IsConstant => true;

    /// <summary>The way back to an operand of a maximum: what part of it is its own.</summary>
    public static Func<Tensor<T>, Tensor<T>> Back(Tensor<T> larger, Tensor<T> smaller, Shape shape) => dy => (dy * larger.Precedence(smaller)).SumTo(shape);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.Precedence(second);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

internal readonly struct PrecedenceKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateChecked(0.5);

    public static T Of(T x, T y) => x > y ? T.One : x < y ? T.Zero : x == y ? Half : T.NaN;
}
