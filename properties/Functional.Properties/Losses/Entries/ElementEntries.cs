using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Losses.ClassCosts;
using static Functional.Properties.Losses.ElementCosts;

namespace Functional.Properties.Losses.Entries;

/// <summary>Costs of a target for each element.</summary>
public static class ElementEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(ElementCosts.Squared, nameof(Layers<double>.MeanSquaredError), "MeanSquaredError(targets, reduction)", MeanSquaredError<double>, MeanSquaredError<float>),
        Of(ElementCosts.BinaryCrossEntropy, nameof(Layers<double>.BinaryCrossEntropy), "BinaryCrossEntropy(targets, reduction)", BinaryCrossEntropy<double>, BinaryCrossEntropy<float>),
        Of(Absolute, nameof(Layers<double>.MeanAbsoluteError), "MeanAbsoluteError(targets, reduction)", MeanAbsoluteError<double>, MeanAbsoluteError<float>),
        Of(ElementCosts.Huber, nameof(Layers<double>.Huber), "Huber(targets, reduction, delta)", Huber<double>, Huber<float>),
        Of(ElementCosts.LogCosh, nameof(Layers<double>.LogCosh), "LogCosh(targets, reduction)", LogCosh<double>, LogCosh<float>),
        Of(ElementCosts.Hinge, nameof(Layers<double>.Hinge), "Hinge(targets, reduction, margin, squared)", Hinge<double>, Hinge<float>),
        Of(
            ElementCosts.Focal, nameof(Layers<double>.BinaryFocalCrossEntropy), "BinaryFocalCrossEntropy(targets, reduction, gamma, alpha)",
            BinaryFocalCrossEntropy<double>, BinaryFocalCrossEntropy<float>),
        Of(
            Poisson, nameof(Layers<double>.PoissonNegativeLogLikelihood), "PoissonNegativeLogLikelihood(targets, reduction, full)",
            PoissonNegativeLogLikelihood<double>, PoissonNegativeLogLikelihood<float>),
    ];

    private delegate Layer<T, Tensor<T>, Tensor<T>> Made<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T>;

    private static Entry Of(DefinedCost<Tensor<double>, Tensor<double>> defined, string member, string code, Made<double> cost, Made<float> inSingle) => defined.Entry(
        member, code, (draw, targets, reduction) => cost(draw, targets, reduction),
        (draw, targets, reduction) => Twin.Of(inSingle(draw, targets.Cast<float>(), reduction)));

    private static Layer<T, Tensor<T>, Tensor<T>> MeanSquaredError<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.MeanSquaredError(targets, reduction);

    private static Layer<T, Tensor<T>, Tensor<T>> BinaryCrossEntropy<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.BinaryCrossEntropy(targets, reduction);

    private static Layer<T, Tensor<T>, Tensor<T>> MeanAbsoluteError<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.MeanAbsoluteError(targets, reduction);

    private static Layer<T, Tensor<T>, Tensor<T>> Huber<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Huber(targets, reduction, Delta(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> LogCosh<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.LogCosh(targets, reduction);

    private static Layer<T, Tensor<T>, Tensor<T>> Hinge<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Hinge(targets, reduction, Margin(draw), ClassCosts.Squared(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> BinaryFocalCrossEntropy<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.BinaryFocalCrossEntropy(targets, reduction, Gamma(draw), Alpha(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> PoissonNegativeLogLikelihood<T>(Draw draw, Tensor<T> targets, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.PoissonNegativeLogLikelihood(targets, reduction, Full(draw));
}
