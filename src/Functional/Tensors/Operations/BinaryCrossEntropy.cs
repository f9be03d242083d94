using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// −t·log σ(x) − (1 − t)·log(1 − σ(x)) of each logit x and its probability t, of one shape, without overflow: |x|·(1 − t or, where x is negative,
    /// t) + log(1 + e^−|x|). What has no weight costs nothing, however far away it is.
    /// </summary>
    internal Tensor<T> BinaryCrossEntropy(Tensor<T> targets) => IsTraced | targets.IsTraced
        ? BinaryCrossEntropyOperation<T>.Rule.Trace(this, targets)
        : Elementwise.Zip<T, BinaryCrossEntropyKernel<T>>(this, targets);
}

/// <summary>To the logits ȳ·(σ(x) − t), to the probabilities −ȳ·x.</summary>
internal sealed record BinaryCrossEntropyOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly BinaryCrossEntropyOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.BinaryCrossEntropy(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => dy => dy * (first.Sigmoid() - second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToTargets(first);

    private static Func<Tensor<T>, Tensor<T>> ToTargets(Tensor<T> logits) => dy => -(dy * logits);
}

internal readonly struct BinaryCrossEntropyKernel<T> : IBinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>log(1 + e^−|x|), which keeps its digits however small it is, and the part that grows with the logit.</summary>
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = -T.Abs(left[i]);
        Elementary<T>.Softplus(result, result);
        for (var i = 0; i < result.Length; i++)
            result[i] += Linear(left[i], right[i]);
    }

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = -T.Abs(left[i]);
        Elementary<T>.Softplus(result, result);
        for (var i = 0; i < result.Length; i++)
            result[i] += Linear(left[i], right);
    }

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result)
    {
        result.Fill(-T.Abs(left));
        Elementary<T>.Softplus(result, result);
        for (var i = 0; i < result.Length; i++)
            result[i] += Linear(left, right[i]);
    }

    /// <summary>What has no weight costs nothing, however far away it is: 0·x is 0 for every x on the way to infinity.</summary>
    private static T Linear(T logit, T target)
    {
        var wrong = logit < T.Zero ? target : T.One - target;
        return wrong == T.Zero ? T.Zero : T.Abs(logit) * wrong;
    }
}
