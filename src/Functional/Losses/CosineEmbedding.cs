namespace Functional;

public static partial class Layers<T>
{
    /// <summary>C = mean of 1 − cos(u, v) of pairs that belong together, and of max(0, cos(u, v)) of those that do not.</summary>
    /// <param name="targets">1 for each pair that belongs together, −1 for each other one, <c>[batch]</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither −1 nor 1.</exception>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> CosineEmbedding(Tensor<T> targets) => CosineEmbedding(targets, Reduction.Mean);

    /// <summary>
    /// C = Σ over the pairs, or the mean, of 1 − cos(u, v) where they belong together, and of max(0, cos(u, v) − margin) where they do not: vectors u and v,
    /// <c>[batch, …, features]</c> both, that point the same way when their inputs are alike. A vector of length 0 is at right angles to all, and its
    /// gradient is taken to be 0.
    /// </summary>
    /// <param name="targets">1 for each pair that belongs together, −1 for each other one, <c>[batch, …]</c>.</param>
    /// <param name="reduction">Sum or mean over the pairs.</param>
    /// <param name="margin">How large the cosine of a pair may be that does not belong together, from −1 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither −1 nor 1, or the margin is not in [−1, 1].</exception>
    /// <example><code>
    /// var run = Training.Run(start, Shared(encoder), CosineEmbedding, pairs.Batches(32));
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> CosineEmbedding(
        Tensor<T> targets, Reduction reduction = Reduction.Mean, double margin = 0)
    {
        ExpectSides(targets, "CosineEmbedding");
        var largest = Setting.In<T>(margin, nameof(margin), "CosineEmbedding: the margin is from -1 to 1", static margin => margin is >= -1 and <= 1);
        return CostOfPairs("CosineEmbedding", (targets, reduction, largest), static (told, pair) =>
        {
            var (targets, reduction, margin) = told;
            var shape = pair.First.Shape;
            Features(shape, "CosineEmbedding");
            targets.Expect(shape[..^1], $"CosineEmbedding: the targets beside vectors of shape {shape}");
            var weight = WeightOf(targets.Length, reduction, "CosineEmbedding");
            var (u, uBack) = UnitVectors.Of(pair.First);
            var (v, vBack) = UnitVectors.Of(pair.Second.Expect(shape, "CosineEmbedding: the second of the pair"));
            var cosines = (u * v).Sum([-1]);
            var (together, above) = (targets.Greater(T.Zero), (cosines - margin).Relu());
            return (Tensor.Where(together, T.One - cosines, above).Sum() * weight, d =>
            {
                var slope = (Tensor.Where(together, -T.One, above.Sign()) * (d * weight)).Reshape(shape.With(-1, 1));
                return (uBack(v * slope), vBack(u * slope));
            });
        });
    }
}
