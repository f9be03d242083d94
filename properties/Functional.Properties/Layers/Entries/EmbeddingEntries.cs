using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Tables of tokens and of places.</summary>
public static class EmbeddingEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Between(
            nameof(Layers<double>.Embedding), "Embedding(count, features)",
            static draw => Tokens(draw, Layers<double>.Embedding(Count(draw), draw.Size("features"))),
            static draw => OfIndices.To(OfTensor, Layers<float>.Embedding(Count(draw), draw.Size("features")))),
        Between(
            nameof(Layers<double>.Embedding), "Tied(Embedding(…).Then(Unembedding(…)), …)",
            static draw => Tokens(draw, Tied<double>(draw)), static draw => OfIndices.To(OfTensor, Tied<float>(draw))),
        Of(
            nameof(Layers<double>.Unembedding), "Unembedding(count)", static draw => Layers<double>.Unembedding(Count(draw)),
            static draw => Layers<float>.Unembedding(Count(draw)), static draw => Batch(draw, 2, 4)),
        Of(
            nameof(Layers<double>.SinusoidalPositions), "SinusoidalPositions(wavelength)", Sinusoidal<double>, Sinusoidal<float>, Sequences),
        Of(
            nameof(Layers<double>.LearntPositions), "LearntPositions(count)", static draw => Layers<double>.LearntPositions(draw.Size("places", 5, 7), draw.Coin("goes on")),
            static draw => Layers<float>.LearntPositions(draw.Size("places", 5, 7), draw.Coin("goes on")), Sequences),
    ];

    private static int Count(Draw draw) => draw.Size("count", 1, 6);

    private static Layer<T, Tensor<T>, Tensor<T>> Sinusoidal<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.SinusoidalPositions(draw.Number("wavelength", 2, 100), draw.Coin("goes on"));

    private static Layer<T, Indices, Tensor<T>> Tied<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Tied(
        Layers<T>.Named("embedding", Layers<T>.Embedding(Count(draw), draw.Size("features")))
            .Then(Layers<T>.Tanh)
            .Then(Layers<T>.Named("logits", Layers<T>.Unembedding(Count(draw)))),
        "embedding", "logits");

    private static (Layer<double, Indices, Tensor<double>> Layer, Shapes Sample, Indices Input) Tokens(Draw draw, Layer<double, Indices, Tensor<double>> layer)
    {
        var shape = draw.Batched("tokens", 1, 3);
        return (layer, shape[1..], Indices.Of(shape, [.. draw.Labels("tokens", shape.ElementCount, Count(draw))]));
    }
}
