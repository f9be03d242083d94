using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Convolutions over one, two and three axes, with all their settings.</summary>
public static class ConvolutionEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Convolution), "Convolution(filters, kernel, strides, padding, dilation, groups, bias, weights)",
            Convolution<double>, Convolution<float>, static draw => Images(draw, Groups(draw))),
        Of(nameof(Layers<double>.DepthwiseConvolution), "DepthwiseConvolution(kernel, multiplier, strides, padding, dilation, bias)",
            Depthwise<double>, Depthwise<float>, static draw => Images(draw, 1)),
        Of(nameof(Layers<double>.SeparableConvolution), "SeparableConvolution(filters, kernel, multiplier, strides, padding, dilation, bias)",
            Separable<double>, Separable<float>, static draw => Images(draw, 1)),
        Of(nameof(Layers<double>.TransposedConvolution), "TransposedConvolution(filters, kernel, strides, padding, outputPadding, dilation, groups, bias)",
            Transposed<double>, Transposed<float>, static draw => Images(draw, Groups(draw))),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Convolution<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Convolution(
        Groups(draw) * draw.Size("filters", 1, 2), Kernel(draw), Strides(draw), PaddingOf(draw), Dilation(draw), Groups(draw), draw.Coin("bias"),
        draw.Coin("usual") ? null : Initializers.HeNormal<T>());

    private static Layer<T, Tensor<T>, Tensor<T>> Depthwise<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.DepthwiseConvolution(
        Kernel(draw), draw.Size("multiplier", 1, 2), Strides(draw), PaddingOf(draw), Dilation(draw), draw.Coin("bias"));

    private static Layer<T, Tensor<T>, Tensor<T>> Separable<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.SeparableConvolution(
        draw.Size("filters", 1, 2), Kernel(draw), draw.Size("multiplier", 1, 2), Strides(draw), PaddingOf(draw), Dilation(draw), draw.Coin("bias"));

    private static Layer<T, Tensor<T>, Tensor<T>> Transposed<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (strides, padding) = (Strides(draw), draw.Coin("same") ? Padding.Same : Padding.Valid);
        Shape? more = padding == Padding.Same ? null : [.. strides.Select((stride, axis) => draw.Choice($"output padding {axis}", stride))];
        return Layers<T>.TransposedConvolution(
            Groups(draw) * draw.Size("filters", 1, 2), Kernel(draw), strides, padding, more, Dilation(draw), Groups(draw), draw.Coin("bias"));
    }

    /// <summary>Images into which the kernel fits without padding.</summary>
    private static Tensor<double> Images(Draw draw, int groups)
    {
        var (kernel, dilation) = (Kernel(draw), Dilation(draw));
        Shape space = [.. kernel.Select((taps, axis) => (taps - 1) * dilation[axis] + draw.Size($"size {axis}", 1, kernel.Rank == 3 ? 2 : 3))];
        return draw.Tensor<double>("x", Shape.Create(draw.Choice("empty", 16) == 0 ? 0 : draw.Batch()).Then(space).Then([groups * draw.Size("channels", 1, 2)]));
    }

    private static int Axes(Draw draw) => draw.Choice("axes", 5) switch { 0 or 1 => 1, 2 or 3 => 2, _ => 3 };

    private static int Groups(Draw draw) => draw.Choice("groups", 3) == 0 ? 2 : 1;

    private static Shape Kernel(Draw draw) => Each(draw, "kernel", 1, 3);

    private static Shape Strides(Draw draw) => Each(draw, "stride", 1, 3);

    private static Shape Dilation(Draw draw) => Each(draw, "dilation", 1, 2);

    private static Padding PaddingOf(Draw draw) => draw.Choice("padding", 3) switch
    {
        0 => Padding.Valid,
        1 => Padding.Same,
        _ => Padding.Explicit(Each(draw, "before", 0, 2), Each(draw, "after", 0, 2)),
    };

    private static Shape Each(Draw draw, string name, int lowest, int highest) =>
        [.. Enumerable.Range(0, Axes(draw)).Select(axis => draw.Size($"{name} {axis}", lowest, highest))];
}
