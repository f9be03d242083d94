namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of −(1 − p)²·log p over all elements, where p is the probability of what is right.</summary>
    /// <param name="targets">The class of each element, 0 or 1, of the logits' shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 0 nor 1.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> BinaryFocalCrossEntropy(Tensor<T> targets) => BinaryFocalCrossEntropy(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ −α·(1 − p)^γ·log p, or its mean over all elements, on logits x of any size, where p = σ(x) is the probability of what is right, or 1 − σ(x) where
    /// that is 0: a binary cross-entropy that what is easy has little part in. With γ = 0 and no α it is <see cref="BinaryCrossEntropy(Tensor{T})"/>. Lin et
    /// al., ICCV 2017.
    /// </summary>
    /// <param name="targets">The class of each element, 0 or 1, of the logits' shape.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    /// <param name="gamma">γ, how much less what is easy counts; at least 0.</param>
    /// <param name="alpha">What class 1 weighs, from 0 to 1, and class 0 the rest to 1; both weigh 1 when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 0 nor 1, gamma is negative or not finite, or alpha is not in [0, 1].</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> BinaryFocalCrossEntropy(
        Tensor<T> targets, Reduction reduction = Reduction.Mean, double gamma = 2, double? alpha = null)
    {
        if (targets.FirstNeither(T.Zero, T.One) is { } target)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"BinaryFocalCrossEntropy: the target {target} is neither 0 nor 1."));
        T? share = alpha is { } given
            ? Setting.In<T>(given, nameof(alpha), "BinaryFocalCrossEntropy: alpha is from 0 to 1", static alpha => alpha is >= 0 and <= 1)
            : null;
        return CostOfElements("BinaryFocalCrossEntropy", targets, (Gamma: GammaOf(gamma, "BinaryFocalCrossEntropy"), share), reduction, static (x, targets, told) =>
        {
            var sides = targets * T.CreateChecked(2) - T.One;
            var (each, slope) = FocalCrossEntropyOf(sides * x, told.Gamma);
            if (told.share is not { } alpha)
                return (each, () => sides * slope());
            var weights = targets * alpha + (T.One - targets) * (T.One - alpha);
            return (Weighed(weights, each), () => weights * (sides * slope()));
        });
    }

    /// <summary>−(1 − p)^γ·log p of p = σ(s), and its slope by s. With log p = −softplus(−s) and log (1 − p) = −softplus(s) nothing overflows, and no power is taken of 0.</summary>
    private static (Tensor<T> Each, Func<Tensor<T>> Slope) FocalCrossEntropyOf(Tensor<T> s, T gamma)
    {
        var cost = (-s).Softplus();
        if (gamma == T.Zero)
            return (cost, () => -(-s).Sigmoid());
        var factor = (s.Softplus() * -gamma).Exp();
        return (cost * factor, () => -(factor * ((-s).Sigmoid() + Weighed(s.Sigmoid(), cost) * gamma)));
    }

    private static T GammaOf(double gamma, string name) =>
        Setting.In<T>(gamma, nameof(gamma), $"{name}: gamma is at least 0 and finite", static gamma => gamma >= 0 && double.IsFinite(gamma));
}
