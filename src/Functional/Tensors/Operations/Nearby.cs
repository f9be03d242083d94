using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>The first of two where it is no further from the second than half of that, or else the second; broadcast. It stands for a constant.</summary>
internal sealed record NearbyOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly NearbyOperation<T> Rule = new();

    public override bool IsConstant => true;

    public static Tensor<T> Of(Tensor<T> first, Tensor<T> second) => first.IsTraced | second.IsTraced
        ? Rule.Trace(first, second)
        : Elementwise.Zip<T, EachPair<T, NearbyKernel<T>>>(first, second);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => Of(first, second);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

internal readonly struct NearbyKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => T.Abs(x - y) <= T.Abs(y) / T.CreateChecked(2) ? x : y;
}
