namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean over all elements of ½·(x − target)² where that is near, |x − target| − ½ where it is further away than 1.</summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Huber(Tensor<T> targets) => Huber(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ of ½·r² where |r| ≤ δ, and δ·(|r| − ½·δ) beyond, with r = x − target; or its mean over all elements. Squares where the error is small, and no
    /// more than slope δ for what lies far away. Huber, Annals of Mathematical Statistics 35, 1964.
    /// </summary>
    /// <param name="targets">What the outputs should be, of their shape.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    /// <param name="delta">δ, how far squares reach; what others call smooth L1 with β is this with δ = β, over β.</param>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not positive and finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Huber(Tensor<T> targets, Reduction reduction = Reduction.Mean, double delta = 1)
    {
        var reach = Setting.In<T>(delta, nameof(delta), "Huber: delta is positive and finite", static delta => delta > 0 && double.IsFinite(delta));
        return CostOfElements("Huber", targets, reach, reduction, static (x, targets, reach) =>
        {
            var error = x - targets;
            var slope = error.Clamp(-reach, reach);
            return (slope * (error - slope * T.CreateChecked(0.5)), () => slope);
        });
    }
}
