using System.Collections.Immutable;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;

namespace Functional.Properties.Losses.Entries;

/// <summary>Costs of outputs of two or three parts.</summary>
public static class PairEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        PairCosts.Gaussian.Entry(
            nameof(Layers<double>.GaussianNegativeLogLikelihood), "GaussianNegativeLogLikelihood(targets, reduction, full)",
            static (draw, targets, reduction) => Layers<double>.GaussianNegativeLogLikelihood(targets, reduction, ElementCosts.Full(draw)),
            static (draw, targets, reduction) => OfPair.To(
                OfTensor, Layers<float>.GaussianNegativeLogLikelihood(targets.Cast<float>(), reduction, ElementCosts.Full(draw)))),
        PairCosts.Cosine.Entry(
            nameof(Layers<double>.CosineEmbedding), "CosineEmbedding(targets, reduction, margin)",
            static (draw, targets, reduction) => Layers<double>.CosineEmbedding(targets, reduction, PairCosts.CosineMargin(draw)),
            static (draw, targets, reduction) => OfPair.To(
                OfTensor, Layers<float>.CosineEmbedding(targets.Cast<float>(), reduction, PairCosts.CosineMargin(draw)))),
        PairCosts.Triplet.Entry(
            nameof(Layers<double>.Triplet), "Triplet(reduction, margin)",
            static (draw, _, reduction) => Layers<double>.Triplet(reduction, ClassCosts.Margin(draw)),
            static (draw, _, reduction) => OfTensor.With(OfPair).To(OfTensor, Layers<float>.Triplet(reduction, ClassCosts.Margin(draw)))),
        new(nameof(Layers<double>.InfoNce), PairCosts.InfoNce.Laws(
            "InfoNce(reduction, temperature, symmetric)",
            static (draw, _, reduction) => Layers<double>.InfoNce(reduction, PairCosts.Temperature(draw), PairCosts.Symmetric(draw)),
            static (draw, _, reduction) => OfPair.To(OfTensor, Layers<float>.InfoNce(reduction, PairCosts.Temperature(draw), PairCosts.Symmetric(draw))))
            .Without("sum over samples")),
    ];
}
