using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Losses.ClassCosts;

namespace Functional.Properties.Losses.Entries;

/// <summary>Costs of labels.</summary>
public static class ClassEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        ClassCosts.NegativeLogLikelihood.Entry(
            nameof(Layers<double>.NegativeLogLikelihood), "NegativeLogLikelihood(labels, reduction)",
            static (_, labels, reduction) => Layers<double>.NegativeLogLikelihood(labels, reduction),
            static (_, labels, reduction) => Twin.Of(Layers<float>.NegativeLogLikelihood(labels, reduction))),
        NegativeLogLikelihoodWithSettings.Entry(
            nameof(Layers<double>.NegativeLogLikelihood), "NegativeLogLikelihood(labels, reduction, smoothing, weights, ignored)",
            NegativeLogLikelihood<double>, static (draw, labels, reduction) => Twin.Of(NegativeLogLikelihood<float>(draw, labels, reduction))),
        ClassCosts.CrossEntropy.Entry(
            nameof(Layers<double>.CrossEntropy), "CrossEntropy(labels, reduction)",
            static (_, labels, reduction) => Layers<double>.CrossEntropy(labels, reduction),
            static (_, labels, reduction) => Twin.Of(Layers<float>.CrossEntropy(labels, reduction))),
        CrossEntropyWithSettings.Entry(
            nameof(Layers<double>.CrossEntropy), "CrossEntropy(labels, reduction, smoothing, weights, ignored)",
            CrossEntropy<double>, static (draw, labels, reduction) => Twin.Of(CrossEntropy<float>(draw, labels, reduction))),
        ClassCosts.Hinge.Entry(
            nameof(Layers<double>.MultiClassHinge), "MultiClassHinge(labels, reduction, margin, squared)",
            Hinge<double>, static (draw, labels, reduction) => Twin.Of(Hinge<float>(draw, labels, reduction))),
        ClassCosts.Focal.Entry(
            nameof(Layers<double>.FocalCrossEntropy), "FocalCrossEntropy(labels, reduction, gamma)",
            static (draw, labels, reduction) => Layers<double>.FocalCrossEntropy(labels, reduction, Gamma(draw)),
            static (draw, labels, reduction) => Twin.Of(Layers<float>.FocalCrossEntropy(labels, reduction, Gamma(draw)))),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> CrossEntropy<T>(Draw draw, Labels labels, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.CrossEntropy(labels, reduction, Smoothing(draw), Weights(draw, ClassesOf(draw))?.Cast<T>(), Ignored(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> NegativeLogLikelihood<T>(Draw draw, Labels labels, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.NegativeLogLikelihood(labels, reduction, Smoothing(draw), Weights(draw, ClassesOf(draw))?.Cast<T>(), Ignored(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> Hinge<T>(Draw draw, Labels labels, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.MultiClassHinge(labels, reduction, Margin(draw), Squared(draw));
}
