using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Normalisation. Those that need a mode are drawn in training and at inference.</summary>
public static class NormalizationEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.BatchNorm), "BatchNorm(momentum, epsilon)", BatchNorm<double>, BatchNorm<float>, Rows),
    ];

    /// <summary>Enough rows for a variance.</summary>
    private static Tensor<double> Rows(Draw draw)
    {
        var shape = draw.Batched("shape");
        return draw.Tensor<double>("x", shape.With(0, Math.Max(2, shape[0])));
    }

    /// <summary>An epsilon that is not tiny: the cases have equal rows, and differences near a variance of 0 say nothing.</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> BatchNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.BatchNorm(draw.Number("momentum", 0.05, 1), draw.Number("epsilon", 0.02, 0.5));
}
