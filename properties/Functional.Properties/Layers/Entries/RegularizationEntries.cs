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
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Dropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dropout(draw.Number("rate", 0, 0.9));
}
