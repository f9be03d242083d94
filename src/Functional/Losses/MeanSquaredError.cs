namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of (x − target)² over all elements.</summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> MeanSquaredError(Tensor<T> targets) => MeanSquaredError(targets, Reduction.Mean);

    /// <summary>C = Σ (x − target)², or its mean over all elements.</summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> MeanSquaredError(Tensor<T> targets, Reduction reduction) =>
        Cost("MeanSquaredError", (targets, reduction), static (told, x) =>
        {
            var (targets, reduction) = told;
            var difference = x.Expect(targets.Shape, "MeanSquaredError: the outputs beside their targets") - targets;
            var weight = WeightOf(x.Length, reduction, "MeanSquaredError");
            return ((difference * difference).Sum() * weight, d => difference * (d * (T.CreateChecked(2) * weight)));
        });
}
