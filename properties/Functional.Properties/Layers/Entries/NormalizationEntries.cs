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
        Of(nameof(Layers<double>.GroupNorm), "GroupNorm(groups, epsilon, affine)", GroupNorm<double>, GroupNorm<float>, Grouped),
        Of(nameof(Layers<double>.InstanceNorm), "InstanceNorm(epsilon, affine)", InstanceNorm<double>, InstanceNorm<float>, Places),
        Of(nameof(Layers<double>.BatchNorm), "BatchNorm(momentum, epsilon) of images", BatchNorm<double>, BatchNorm<float>, Images),
        Of(nameof(WeightNormalization.WeightNorm), "Dense(units).WeightNorm()", WeightNorm<double>, WeightNorm<float>),
        Moving("Dense(units).SpectralNorm(iterations)", SpectralNorm<double>, SpectralNorm<float>, Batch),
        Moving("Chain(Dense(units), BatchNorm()).SpectralNorm()", SpectralNormOfChain<double>, SpectralNormOfChain<float>, Rows),
    ];

    /// <summary>In training the vectors move with the weights, and are constants on the way back: so it is meant, and no difference agrees with it.</summary>
    private static Entry Moving(string use, DrawnLayer<double> layer, DrawnLayer<float> inSingle, Func<Draw, Tensor<double>> inputs) => new(
        nameof(SpectralNormalization.SpectralNorm),
        LayerLaws.For(
            use,
            draw => inputs(draw) is var x ? (layer(draw), (Shapes)x.Shape[1..], x) : default,
            draw => Twin.Of(inSingle(draw))).Without("finite differences", "second differences"));

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

    private static Layer<T, Tensor<T>, Tensor<T>> GroupNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.GroupNorm(Groups(draw), draw.Number("epsilon", 0.02, 0.5), draw.Coin("affine"));

    private static Layer<T, Tensor<T>, Tensor<T>> InstanceNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.InstanceNorm(draw.Number("epsilon", 0.02, 0.5), draw.Coin("affine"));

    private static Layer<T, Tensor<T>, Tensor<T>> WeightNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dense(draw.Size("units"), draw.Coin("bias")).WeightNorm();

    private static Layer<T, Tensor<T>, Tensor<T>> SpectralNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dense(draw.Size("units"), draw.Coin("bias")).SpectralNorm(draw.Size("iterations", 1, 3));

    private static Layer<T, Tensor<T>, Tensor<T>> SpectralNormOfChain<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(Layers<T>.Dense(draw.Size("units")), Layers<T>.BatchNorm(epsilon: 0.1)).SpectralNorm();

    private static int Groups(Draw draw) => draw.Size("groups", 1, 3);

    /// <summary>Images or sequences of two places at least, of channels that the groups divide.</summary>
    private static Tensor<double> Grouped(Draw draw) => OfChannels(draw, Groups(draw) * draw.Size("width", 1, 3));

    private static Tensor<double> Places(Draw draw) => OfChannels(draw, draw.Size("channels", 1, 3));

    private static Tensor<double> OfChannels(Draw draw, int channels)
    {
        var shape = draw.Batched("shape", 3, 4).With(1, draw.Size("places", 2, 4)).With(-1, channels);
        return draw.Tensor<double>("x", draw.Choice("empty", 16) == 0 ? shape.With(0, 0) : shape);
    }

    private static Tensor<double> Images(Draw draw) => draw.Tensor<double>("x", draw.Batched("shape", 4, 4).With(1, 2));
}
