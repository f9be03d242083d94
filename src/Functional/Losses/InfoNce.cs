namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// C = Σ over the pairs (uᵢ, vᵢ) of a batch, or the mean, of −log (e^(cos(uᵢ, vᵢ)/τ) / Σⱼ e^(cos(uᵢ, vⱼ)/τ)): each u, <c>[batch, features]</c>, is to find
    /// its own v among all those of the batch. It is the cross-entropy of cosines over τ beside the labels 0, 1, 2, …; a vector of length 0 is at right angles
    /// to all, and its gradient is taken to be 0. Van den Oord et al., arXiv:1807.03748; Chen et al., ICML 2020.
    /// </summary>
    /// <param name="reduction">Sum or mean over the pairs.</param>
    /// <param name="temperature">τ, positive: the smaller, the more the nearest matter.</param>
    /// <param name="symmetric">Whether each v is to find its u, too, and both directions count one half, as in CLIP: Radford et al., ICML 2021.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive and finite, or its inverse is not finite.</exception>
    /// <example><code>
    /// var network = Both(Named("image", Dense(16)), Named("text", Dense(16)));
    /// var run = Training.Run(start, network, InfoNce(temperature: 0.1, symmetric: true), pairs.Inputs);
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> InfoNce(
        Reduction reduction = Reduction.Mean, double temperature = 0.07, bool symmetric = false)
    {
        Setting.In<T>(
            temperature, nameof(temperature), "InfoNce: the temperature is positive and finite", static temperature => temperature > 0 && double.IsFinite(temperature));
        var inverse = Setting.Finite<T>(1 / temperature, temperature, nameof(temperature), "InfoNce: the inverse of the temperature is finite");
        return CostOfPairs("InfoNce", (reduction, inverse, symmetric), static (told, pair) =>
        {
            var (reduction, inverse, symmetric) = told;
            var shape = pair.First.Shape;
            if (shape.Rank != 2)
                throw new ShapeException($"InfoNce: vectors have the shape [batch, features], got {shape}.");
            var weight = WeightOf(shape[0], reduction, "InfoNce") * (symmetric ? T.CreateChecked(0.5) : T.One);
            Labels own = [.. Enumerable.Range(0, shape[0])];
            var (u, uBack) = UnitVectors.Of(pair.First);
            var (v, vBack) = UnitVectors.Of(pair.Second.Expect(shape, "InfoNce: the second of the pair"));
            var logits = u.MatMul(v, Transposed.Right) * inverse;
            var (value, back) = logits.CrossEntropy(own);
            var (turned, turnedBack) = symmetric ? logits.Transpose().CrossEntropy(own) : (T.Zero, null);
            return ((value + turned) * weight, d =>
            {
                var dlogits = back(weight, d);
                dlogits = (turnedBack is null ? dlogits : dlogits + turnedBack(weight, d).Transpose()) * inverse;
                return (uBack(dlogits.MatMul(v)), vBack(dlogits.MatMul(u, Transposed.Left)));
            });
        });
    }
}
