using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Losses.ClassCosts;

namespace Functional.Properties.Losses.Entries;

/// <summary>Costs of probabilities of classes.</summary>
public static class DistributionEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        DistributionCosts.CrossEntropy.Entry(
            nameof(Layers<double>.CrossEntropy), "CrossEntropy(targets, reduction, smoothing, weights)",
            CrossEntropy, static (draw, targets, reduction) => Twin.Of(CrossEntropy(draw, targets.Cast<float>(), reduction))),
        DistributionCosts.Divergence.Entry(
            nameof(Layers<double>.KLDivergence), "KLDivergence(targets, reduction)",
            static (_, targets, reduction) => Layers<double>.KLDivergence(targets, reduction),
            static (_, targets, reduction) => Twin.Of(Layers<float>.KLDivergence(targets.Cast<float>(), reduction))),
        DistributionCosts.DivergenceOfLogarithms.Entry(
            nameof(Layers<double>.KLDivergence), "KLDivergence(targets, reduction, logTargets: true)",
            static (_, targets, reduction) => Layers<double>.KLDivergence(targets, reduction, logTargets: true),
            static (_, targets, reduction) => Twin.Of(Layers<float>.KLDivergence(targets.Cast<float>(), reduction, logTargets: true))),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.CrossEntropy(targets, reduction, Smoothing(draw), Weights(draw, targets.Shape[^1])?.Cast<T>());
}
