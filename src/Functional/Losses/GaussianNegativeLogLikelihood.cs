namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of ½·(s + (t − m)²·e⁻ˢ) over all elements: normally distributed t beside their mean m and the logarithm s of their variance.</summary>
    /// <param name="targets">What was seen, of the shape of the means.</param>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> GaussianNegativeLogLikelihood(Tensor<T> targets) =>
        GaussianNegativeLogLikelihood(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ ½·(s + (t − m)²·e⁻ˢ), or its mean over all elements: the negative log-likelihood of normally distributed t, beside pairs (m, s) of their mean
    /// and the logarithm of their variance. So a network says how sure it is, and every number that it gives is a variance; nothing is clipped. Nix and
    /// Weigend, ICNN 1994.
    /// </summary>
    /// <param name="targets">What was seen, t, of the shape of the means and of the logarithms of the variances.</param>
    /// <param name="reduction">Sum or mean over all elements.</param>
    /// <param name="full">Whether ½·log 2π is added for each element, which depends on nothing.</param>
    /// <example><code>
    /// var network = Chain(Dense(32), Tanh).Then(Fork(Named("mean", Dense(1)), Named("logVariance", Dense(1))));
    /// var run = Training.Run(start, network, GaussianNegativeLogLikelihood(y), x);
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> GaussianNegativeLogLikelihood(
        Tensor<T> targets, Reduction reduction = Reduction.Mean, bool full = false) =>
        CostOfPairs("GaussianNegativeLogLikelihood", (targets, reduction, full), static (told, pair) =>
        {
            var ((targets, reduction, full), half) = (told, T.CreateChecked(0.5));
            var error = pair.First.Expect(targets.Shape, "GaussianNegativeLogLikelihood: the means beside their targets") - targets;
            var logarithms = pair.Second.Expect(targets.Shape, "GaussianNegativeLogLikelihood: the logarithms of variances beside their targets");
            var weight = WeightOf(error.Length, reduction, "GaussianNegativeLogLikelihood");
            // The root is taken before the square, so that neither overflows alone; and no error is none in every unit.
            var inverse = (logarithms * -half).Exp();
            var standard = Weighed(error, inverse);
            var squares = standard * standard;
            // Where the square is infinite the logarithm is less, even that of no variance.
            var each = Tensor.Where(squares.EqualTo(T.PositiveInfinity), squares, logarithms + squares) * half;
            return ((full ? each + T.Log(T.Pi * T.CreateChecked(2)) * half : each).Sum() * weight, d => (
                Weighed(standard, inverse) * (d * weight),
                (T.One - squares) * (d * (half * weight))));
        });
}
