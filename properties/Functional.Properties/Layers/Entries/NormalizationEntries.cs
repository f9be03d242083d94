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
        Of(nameof(Layers<double>.LayerNorm), "LayerNorm(axes, epsilon, affine)", LayerNorm<double>, LayerNorm<float>),
        Of(nameof(Layers<double>.RmsNorm), "RmsNorm(axes, epsilon)", RmsNorm<double>, RmsNorm<float>),
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

    private static Layer<T, Tensor<T>, Tensor<T>> LayerNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.LayerNorm(Axes(draw), draw.Number("epsilon", 0.02, 0.5), draw.Coin("affine"));

    private static Layer<T, Tensor<T>, Tensor<T>> RmsNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.RmsNorm(Axes(draw), draw.Number("epsilon", 0.02, 0.5));

    /// <summary>One axis, or all that a sample has.</summary>
    private static int Axes(Draw draw) => draw.Coin("all axes") ? draw.Batched("shape").Rank - 1 : 1;
}
