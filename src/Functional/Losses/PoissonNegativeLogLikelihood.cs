namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of eˣ − t·x over all elements: counts t that are Poisson distributed, beside the logarithms x of their rates.</summary>
    /// <param name="targets">The counts, of the outputs' shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or not finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> PoissonNegativeLogLikelihood(Tensor<T> targets) => PoissonNegativeLogLikelihood(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ (eˣ − t·x), or its mean over all elements: the negative log-likelihood of counts t that are Poisson distributed, beside the logarithms x of their
    /// rates, less log t!, which does not depend on x. Its way back is eˣ − t.
    /// </summary>
    /// <param name="targets">The counts t, of the outputs' shape; fractions are allowed.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    /// <param name="full">Whether log t! is added, as Stirling has it for t above 1, t·log t − t + ½·log 2πt, and 0 up to there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or not finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> PoissonNegativeLogLikelihood(Tensor<T> targets, Reduction reduction = Reduction.Mean, bool full = false)
    {
        if (targets.FirstOutside(T.Zero, T.BitDecrement(T.PositiveInfinity)) is { } target)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"PoissonNegativeLogLikelihood: the target {target} is no count."));
        return CostOfElements("PoissonNegativeLogLikelihood", targets, full, reduction, static (x, targets, full) =>
        {
            var rates = x.Exp();
            // Where the rate is infinite its logarithm is less, however often it counts.
            var each = Tensor.Where(rates.EqualTo(T.PositiveInfinity), rates, rates - Weighed(targets, x));
            return (full ? each + LogFactorial(targets) : each, () => rates - targets);
        });
    }

    private static Tensor<T> LogFactorial(Tensor<T> t)
    {
        var above = t.Maximum(T.One);
        var stirling = above * above.Log() - above + (above * (T.Pi * T.CreateChecked(2))).Log() * T.CreateChecked(0.5);
        return Tensor.Where(t.Greater(T.One), stirling, T.Zero);
    }
}
