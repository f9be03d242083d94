using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>1 where two elements are equal, 0 where they are not, NaN where either is NaN; broadcast.</summary>
    internal Tensor<T> Equality(Tensor<T> other) => IsTraced | other.IsTraced
        ? EqualityOperation<T>.Rule.Trace(this, other)
        : Elementwise.Zip<T, EachPair<T, EqualityKernel<T>>>(this, other);
}

/// <summary>Which elements are equal: a constant.</summary>
internal sealed record EqualityOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly EqualityOperation<T> Rule = new();

    public override bool IsConstant => true;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.Equality(second);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

internal readonly struct EqualityKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => x == y ? T.One : T.IsNaN(x) || T.IsNaN(y) ? T.NaN : T.Zero;
}
