namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// C = Σ over the triplets, or the mean, of max(0, ‖a − p‖ − ‖a − n‖ + margin): an anchor a is to be nearer to what belongs to it, p, than to what does not,
    /// n, by a margin; all are <c>[batch, …, features]</c>, and the distance is Euclid's. Where two are equal, the derivative of their distance is taken to be
    /// 0. Schroff et al., CVPR 2015, whose distances are squares; Weinberger and Saul, JMLR 10, 2009.
    /// </summary>
    /// <param name="reduction">Sum or mean over the triplets.</param>
    /// <param name="margin">By how much; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or not finite.</exception>
    /// <example><code>
    /// var cost = Triplet(margin: 0.2).At(TensorTree&lt;float&gt;.Empty)((anchors, (positives, negatives))).Output;
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>, Tensor<T>> Triplet(Reduction reduction = Reduction.Mean, double margin = 1) =>
        new(new CostLink<T, Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>, (Reduction Reduction, T Margin)>(
            "Triplet", (reduction, MarginOf(margin, "Triplet")), static (told, triplet) =>
            {
                var (anchor, (positive, negative)) = triplet;
                var weight = WeightOf(anchor.Length / Features(anchor.Shape, "Triplet"), told.Reduction, "Triplet");
                var (near, toPositive) = UnitVectors.LengthOf(anchor - positive.Expect(anchor.Shape, "Triplet: the positives beside their anchors"));
                var (far, toNegative) = UnitVectors.LengthOf(anchor - negative.Expect(anchor.Shape, "Triplet: the negatives beside their anchors"));
                var missing = (near - far + told.Margin).Relu();
                return (missing.Sum() * weight, d =>
                {
                    var slope = missing.Sign() * (d * weight);
                    var (dpositive, dnegative) = (toPositive * -slope, toNegative * slope);
                    return (-(dpositive + dnegative), (dpositive, dnegative));
                });
            }));
}
