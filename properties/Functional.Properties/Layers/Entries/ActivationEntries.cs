using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Activations.</summary>
public static class ActivationEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Relu), "Relu", static _ => Layers<double>.Relu, static _ => Layers<float>.Relu, AnyRank),
        Of(nameof(Layers<double>.Tanh), "Tanh", static _ => Layers<double>.Tanh, static _ => Layers<float>.Tanh, AnyRank),
        Of(nameof(Layers<double>.Sigmoid), "Sigmoid", static _ => Layers<double>.Sigmoid, static _ => Layers<float>.Sigmoid, AnyRank),
        Of(nameof(Layers<double>.Silu), "Silu", static _ => Layers<double>.Silu, static _ => Layers<float>.Silu, AnyRank),
        Of(nameof(Layers<double>.Gelu), "Gelu", static _ => Layers<double>.Gelu, static _ => Layers<float>.Gelu, AnyRank),
        Of(nameof(Layers<double>.GeluTanh), "GeluTanh", static _ => Layers<double>.GeluTanh, static _ => Layers<float>.GeluTanh, AnyRank),
        Of(nameof(Layers<double>.Softplus), "Softplus", static _ => Layers<double>.Softplus, static _ => Layers<float>.Softplus, AnyRank),
        Of(nameof(Layers<double>.Softsign), "Softsign", static _ => Layers<double>.Softsign, static _ => Layers<float>.Softsign, AnyRank),
        Of(nameof(Layers<double>.Mish), "Mish", static _ => Layers<double>.Mish, static _ => Layers<float>.Mish, AnyRank),
        Of(nameof(Layers<double>.LogSigmoid), "LogSigmoid", static _ => Layers<double>.LogSigmoid, static _ => Layers<float>.LogSigmoid, AnyRank),
        Of(nameof(Layers<double>.Tanhshrink), "Tanhshrink", static _ => Layers<double>.Tanhshrink, static _ => Layers<float>.Tanhshrink, AnyRank),
        Of(nameof(Layers<double>.HardSwish), "HardSwish", static _ => Layers<double>.HardSwish, static _ => Layers<float>.HardSwish, AnyRank),
        Of(nameof(Layers<double>.HardSigmoid), "HardSigmoid", static _ => Layers<double>.HardSigmoid, static _ => Layers<float>.HardSigmoid, AnyRank),
        Of(nameof(Layers<double>.Relu6), "Relu6", static _ => Layers<double>.Relu6, static _ => Layers<float>.Relu6, AnyRank),
        Of(nameof(Layers<double>.Selu), "Selu", static _ => Layers<double>.Selu, static _ => Layers<float>.Selu, AnyRank),
        Of(nameof(Layers<double>.Softmax), "Softmax", static _ => Layers<double>.Softmax, static _ => Layers<float>.Softmax),
        Of(nameof(Layers<double>.LogSoftmax), "LogSoftmax", static _ => Layers<double>.LogSoftmax, static _ => Layers<float>.LogSoftmax),
        Of(nameof(Layers<double>.Sparsemax), "Sparsemax", static _ => Layers<double>.Sparsemax, static _ => Layers<float>.Sparsemax),
        Of(nameof(Layers<double>.LeakyRelu), "LeakyRelu(slope)", LeakyRelu<double>, LeakyRelu<float>, AnyRank),
        Of(nameof(Layers<double>.Elu), "Elu(alpha)", Elu<double>, Elu<float>, AnyRank),
        Of(nameof(Layers<double>.Celu), "Celu(alpha)", Celu<double>, Celu<float>, AnyRank),
        Of(nameof(Layers<double>.HardTanh), "HardTanh(low, high)", HardTanh<double>, HardTanh<float>, AnyRank),
        Of(nameof(Layers<double>.Softshrink), "Softshrink(threshold)", Softshrink<double>, Softshrink<float>, AnyRank),
        Of(nameof(Layers<double>.Hardshrink), "Hardshrink(threshold)", Hardshrink<double>, Hardshrink<float>, AnyRank),
        Of(nameof(Layers<double>.RRelu), "RRelu(low, high)", RRelu<double>, RRelu<float>, AnyRank),
        Of(nameof(Layers<double>.PRelu), "PRelu(perFeature, slope)", PRelu<double>, PRelu<float>),
        Of(nameof(Layers<double>.Maxout), "Maxout(pieces)", Maxout<double>, Maxout<float>, static draw => InRuns(draw, Pieces(draw))),
        Of(nameof(Layers<double>.Glu), "Glu", static _ => Layers<double>.Glu, static _ => Layers<float>.Glu, static draw => InRuns(draw, 2)),
        Of(nameof(Layers<double>.ReGlu), "ReGlu", static _ => Layers<double>.ReGlu, static _ => Layers<float>.ReGlu, static draw => InRuns(draw, 2)),
        Of(nameof(Layers<double>.GeGlu), "GeGlu", static _ => Layers<double>.GeGlu, static _ => Layers<float>.GeGlu, static draw => InRuns(draw, 2)),
        Of(nameof(Layers<double>.SwiGlu), "SwiGlu", static _ => Layers<double>.SwiGlu, static _ => Layers<float>.SwiGlu, static draw => InRuns(draw, 2)),
        Of(nameof(Layers<double>.GumbelSoftmax), "GumbelSoftmax(temperature)", static draw => Drawn<double>(draw, false), static draw => Drawn<float>(draw, false)),
        // A step has no slope, and what flows straight through it is no difference of it.
        Of(nameof(Layers<double>.GumbelSoftmax), "GumbelSoftmax(temperature, hard: true)", static draw => Drawn<double>(draw, true), static draw => Drawn<float>(draw, true))
            is var hard ? hard with { Laws = hard.Laws.Without("finite differences") } : hard,
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> LeakyRelu<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.LeakyRelu(draw.Number("slope", 0, 0.5));

    private static Layer<T, Tensor<T>, Tensor<T>> Elu<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Elu(draw.Number("alpha", 0, 2));

    private static Layer<T, Tensor<T>, Tensor<T>> Celu<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Celu(draw.Number("alpha", 0.5, 2));

    private static Layer<T, Tensor<T>, Tensor<T>> HardTanh<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.HardTanh(draw.Number("low", -1.25, -0.25), draw.Number("high", 0.25, 1.25));

    private static Layer<T, Tensor<T>, Tensor<T>> Softshrink<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Softshrink(draw.Number("threshold", 0, 0.75));

    private static Layer<T, Tensor<T>, Tensor<T>> Hardshrink<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Hardshrink(draw.Number("threshold", 0, 0.75));

    private static Layer<T, Tensor<T>, Tensor<T>> RRelu<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.RRelu(draw.Number("low", -0.25, 0.25), draw.Number("high", 0.25, 0.75));

    private static Layer<T, Tensor<T>, Tensor<T>> PRelu<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.PRelu(draw.Coin("per feature"), draw.Number("slope", -0.5, 0.5));

    private static Layer<T, Tensor<T>, Tensor<T>> Maxout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Maxout(Pieces(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> Drawn<T>(Draw draw, bool hard)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.GumbelSoftmax(draw.Number("temperature", 0.5, 2), hard);

    private static int Pieces(Draw draw) => draw.Size("pieces", 1, 3);

    /// <summary>A batch whose last axis is cut into runs of so many.</summary>
    private static Tensor<double> InRuns(Draw draw, int length)
    {
        var shape = draw.Batched("shape");
        return draw.Tensor<double>("x", shape.With(-1, length * shape[^1]));
    }
}
