namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of |x − target| over all elements.</summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> MeanAbsoluteError(Tensor<T> targets) => MeanAbsoluteError(targets, Reduction.Mean);

    /// <summary>C = Σ |x − target|, or its mean over all elements; where both are equal, the derivative is taken to be 0. It is least at medians.</summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> MeanAbsoluteError(Tensor<T> targets, Reduction reduction) =>
        CostOfElements("MeanAbsoluteError", targets, 0, reduction, static (x, targets, _) =>
        {
            var difference = x - targets;
            return (difference.Abs(), difference.Sign);
        });
}
