namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of max(0, 1 − t·x) over all elements.</summary>
    /// <param name="targets">The side of each element, −1 or 1, of the scores' shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither −1 nor 1.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Hinge(Tensor<T> targets) => Hinge(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ max(0, margin − t·x), or its mean over all elements: scores x of two classes, which are to be on their side t of 0 by a margin. Beyond that, and
    /// where they just reach it, the derivative is 0. Cortes and Vapnik, Machine Learning 20, 1995. For more classes there is
    /// <see cref="MultiClassHinge(Labels)"/>.
    /// </summary>
    /// <param name="targets">The side t of each element, −1 or 1, of the scores' shape.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    /// <param name="margin">How far scores should be beyond 0; at least 0.</param>
    /// <param name="squared">Whether what is missing is squared, so that the slope has no jump.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither −1 nor 1, or the margin is negative or not finite.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Hinge(Tensor<T> targets, Reduction reduction = Reduction.Mean, double margin = 1, bool squared = false)
    {
        ExpectSides(targets, "Hinge");
        return CostOfElements("Hinge", targets, (Margin: MarginOf(margin, "Hinge"), squared), reduction, static (x, sides, told) =>
        {
            var missing = (told.Margin - sides * x).Relu();
            return told.squared
                ? (missing * missing, () => sides * missing * T.CreateChecked(-2))
                : (missing, () => -(sides * missing.Sign()));
        });
    }

    private static void ExpectSides(Tensor<T> targets, string name)
    {
        if (targets.FirstNeither(-T.One, T.One) is { } target)
            throw new ArgumentOutOfRangeException(nameof(targets), Invariant($"{name}: the target {target} is neither -1 nor 1."));
    }

    private static T MarginOf(double margin, string name) =>
        Setting.In<T>(margin, nameof(margin), $"{name}: the margin is at least 0 and finite", static margin => margin >= 0 && double.IsFinite(margin));
}
