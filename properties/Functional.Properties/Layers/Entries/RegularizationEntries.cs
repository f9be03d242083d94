using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Layers that drop. They are drawn in training and at inference.</summary>
public static class RegularizationEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Dropout), "Dropout(rate)", Dropout<double>, Dropout<float>, AnyRank),
        Of(nameof(Layers<double>.AlphaDropout), "AlphaDropout(rate)", AlphaDropout<double>, AlphaDropout<float>, AnyRank),
        Of(nameof(Layers<double>.SpatialDropout), "SpatialDropout(rate)", SpatialDropout<double>, SpatialDropout<float>, Images),
        Of(nameof(Layers<double>.VariationalDropout), "VariationalDropout(rate)", VariationalDropout<double>, VariationalDropout<float>, Images),
        Of(nameof(Layers<double>.DropPath), "DropPath(rate)", DropPath<double>, DropPath<float>, AnyRank),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Dropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dropout(draw.Number("rate", 0, 0.9));

    private static Layer<T, Tensor<T>, Tensor<T>> AlphaDropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.AlphaDropout(draw.Number("rate", 0, 0.9));

    private static Layer<T, Tensor<T>, Tensor<T>> SpatialDropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.SpatialDropout(draw.Number("rate", 0, 0.9));

    private static Layer<T, Tensor<T>, Tensor<T>> VariationalDropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.VariationalDropout(draw.Number("rate", 0, 0.9));

    private static Layer<T, Tensor<T>, Tensor<T>> DropPath<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.DropPath(draw.Number("rate", 0, 0.9));

    private static Tensor<double> Images(Draw draw) => Batch(draw, 2, 4);
}
