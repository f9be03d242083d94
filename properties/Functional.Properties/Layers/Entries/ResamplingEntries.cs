using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using Functional.Properties.Generators;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Layers that make images larger, or move their places.</summary>
public static class ResamplingEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Upsample), "Upsample(factors, interpolation, alignCorners)", Upsample<double>, Upsample<float>, Images),
        Of(
            nameof(Layers<double>.PixelShuffle), "PixelShuffle(factor)", static draw => Layers<double>.PixelShuffle(Factor(draw)),
            static draw => Layers<float>.PixelShuffle(Factor(draw)),
            static draw => Space(draw) is var space ? Tensor(draw, space, space.Aggregate(draw.Size("channels", 1, 2), (channels, _) => channels * Factor(draw))) : null!),
        Of(
            nameof(Layers<double>.PixelUnshuffle), "PixelUnshuffle(factor)", static draw => Layers<double>.PixelUnshuffle(Factor(draw)),
            static draw => Layers<float>.PixelUnshuffle(Factor(draw)),
            static draw => Tensor(draw, Shape.Create([.. Space(draw).Select(size => size * Factor(draw))]), draw.Size("channels", 1, 2))),
        Of(
            nameof(Layers<double>.ZeroPad), "ZeroPad(before, after)", static draw => Layers<double>.ZeroPad(Around(draw, "before", 2), Around(draw, "after", 2)),
            static draw => Layers<float>.ZeroPad(Around(draw, "before", 2), Around(draw, "after", 2)), Images),
        Of(
            nameof(Layers<double>.ReflectPad), "ReflectPad(before, after)", static draw => Layers<double>.ReflectPad(Around(draw, "before", null), Around(draw, "after", null)),
            static draw => Layers<float>.ReflectPad(Around(draw, "before", null), Around(draw, "after", null)), Images),
        Of(
            nameof(Layers<double>.ReplicatePad), "ReplicatePad(before, after)", static draw => Layers<double>.ReplicatePad(Around(draw, "before", 2), Around(draw, "after", 2)),
            static draw => Layers<float>.ReplicatePad(Around(draw, "before", 2), Around(draw, "after", 2)), Images),
    ];

    private static Shape Space(Draw draw) => Shape.Create([.. Enumerable.Range(0, 1 + draw.Choice("axes of space", 3)).Select(axis => draw.Size($"space {axis}", 1, 3))]);

    private static int Factor(Draw draw) => draw.Size("factor", 1, 2);

    private static Tensor<double> Images(Draw draw) => Tensor(draw, Space(draw), draw.Size("channels", 1, 2));

    private static Tensor<double> Tensor(Draw draw, Shape space, int channels) =>
        draw.Tensor<double>("x", [draw.Choice("empty", 16) == 0 ? 0 : draw.Size("batch", 1, 2), .. space, channels]);

    /// <summary>How many places come before or after each axis; null for as many as a mirror image has.</summary>
    private static Shape Around(Draw draw, string side, int? most) =>
        Shape.Create([.. Space(draw).Select((size, axis) => draw.Choice($"{side} {axis}", (most ?? size - 1) + 1))]);

    private static Layer<T, Tensor<T>, Tensor<T>> Upsample<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var linear = draw.Coin("linear");
        return Layers<T>.Upsample(
            Shape.Create([.. Space(draw).Select((_, axis) => draw.Size($"factor {axis}", 1, 3))]), linear ? Interpolation.Linear : Interpolation.Nearest,
            linear && draw.Coin("aligned"));
    }
}
