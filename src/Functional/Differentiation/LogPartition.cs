using System.Numerics;

namespace Functional;

/// <summary>
/// Log-partition functions A of distributions p(t) = h(t)·exp(⟨y, t⟩ − A(y)), summed over all samples: their gradient is the mean of t, their Hessian its
/// covariance, the Fisher information of y.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public static class LogPartition<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Of a class with logits y, <c>[…, classes]</c>: A = log Σ eʸ; the covariance is diag(p) − p·pᵀ.</summary>
    public static Differentiable<Tensor<T>, Tensor<T>> Categorical { get; } = Differentiable.Trace(static (Tensor<T> y) => y.LogSumExp([-1]).Sum());

    /// <summary>Of two classes with one logit y each: A = log(1 + eʸ); the variance is p·(1 − p).</summary>
    public static Differentiable<Tensor<T>, Tensor<T>> Bernoulli { get; } = Differentiable.Trace(static (Tensor<T> y) =>
        y.BinaryCrossEntropy(Tensor.Zeros<T>(y.Shape)).Sum());

    /// <summary>Of a normal distribution with mean y and variance 1: A = ½·y²; the variance is 1.</summary>
    public static Differentiable<Tensor<T>, Tensor<T>> Normal { get; } = Differentiable.Trace(static (Tensor<T> y) => (y * y).Sum() * T.CreateChecked(0.5));
}
