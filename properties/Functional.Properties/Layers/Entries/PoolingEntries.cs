using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using Functional.Properties.Generators;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Layers that make one number of each window.</summary>
public static class PoolingEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.MaxPool), "MaxPool(window, strides, padding, dilation)", MaxPool<double>, MaxPool<float>, DrawnWindows.Images),
        Of(nameof(Layers<double>.MaxPool), "Chain(Relu, MaxPool(window))", RectifiedMaxPool<double>, RectifiedMaxPool<float>, DrawnWindows.Images),
        Of(nameof(Layers<double>.MaxPool), "Chain(MaxPool(window), Relu)", MaxPoolRectified<double>, MaxPoolRectified<float>, DrawnWindows.Images),
        Of(
            nameof(Layers<double>.MaxPool), "Chain(Convolution(filters, kernel), Relu, MaxPool(window))", PooledConvolution<double>, PooledConvolution<float>, DrawnWindows.Images),
        Of(
            nameof(Layers<double>.AveragePool), "AveragePool(window, strides, padding, countPadding)", AveragePool<double>, AveragePool<float>,
            static draw => DrawnWindows.Images(draw, dilated: false)),
        Of(
            nameof(Layers<double>.PowerPool), "PowerPool(order, window, strides, padding)", PowerPool<double>, PowerPool<float>,
            static draw => AwayFromZero(draw, DrawnWindows.Of(draw, dilated: false).Space)),
        Of(
            nameof(Layers<double>.AdaptiveMaxPool), "AdaptiveMaxPool(size)", static draw => Layers<double>.AdaptiveMaxPool(Size(draw)),
            static draw => Layers<float>.AdaptiveMaxPool(Size(draw)), DrawnWindows.Images),
        Of(
            nameof(Layers<double>.AdaptiveAveragePool), "AdaptiveAveragePool(size)", static draw => Layers<double>.AdaptiveAveragePool(Size(draw)),
            static draw => Layers<float>.AdaptiveAveragePool(Size(draw)), DrawnWindows.Images),
        Of(nameof(Layers<double>.GlobalMaxPool), "GlobalMaxPool", static _ => Layers<double>.GlobalMaxPool, static _ => Layers<float>.GlobalMaxPool, DrawnWindows.Images),
        Of(
            nameof(Layers<double>.GlobalAveragePool), "GlobalAveragePool", static _ => Layers<double>.GlobalAveragePool, static _ => Layers<float>.GlobalAveragePool,
            DrawnWindows.Images),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> MaxPool<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => DrawnWindows.Of(draw) is var drawn
        ? Layers<T>.MaxPool(drawn.Window, drawn.Strides, drawn.Padding, drawn.Dilation)
        : throw new InvalidOperationException();

    private static Layer<T, Tensor<T>, Tensor<T>> RectifiedMaxPool<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(Layers<T>.Relu, MaxPool<T>(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> MaxPoolRectified<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(MaxPool<T>(draw), Layers<T>.Relu);

    private static Layer<T, Tensor<T>, Tensor<T>> PooledConvolution<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(
        Layers<T>.Convolution(2, Shape.Create([.. DrawnWindows.Of(draw).Space.Select(static _ => 2)]), padding: Padding.Same), Layers<T>.Relu, MaxPool<T>(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> AveragePool<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => DrawnWindows.Of(draw, dilated: false) is var drawn
        ? Layers<T>.AveragePool(drawn.Window, drawn.Strides, drawn.Padding, draw.Coin("counted"))
        : throw new InvalidOperationException();

    private static Layer<T, Tensor<T>, Tensor<T>> PowerPool<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => DrawnWindows.Of(draw, dilated: false) is var drawn
        ? Layers<T>.PowerPool(draw.Coin("two") ? 2 : draw.Number("order", 1, 4), drawn.Window, drawn.Strides, drawn.Padding)
        : throw new InvalidOperationException();

    private static Shape Size(Draw draw) => Shape.Create([.. DrawnWindows.Of(draw).Space.Select((_, axis) => draw.Size($"windows {axis}", 1, 4))]);

    /// <summary>Numbers of both signs where a norm has slopes.</summary>
    private static Tensor<double> AwayFromZero(Draw draw, Shape space)
    {
        var shape = DrawnWindows.ImagesOf(draw, space);
        return draw.Tensor<double>("size", shape, 0.5, 2).Zip(draw.Tensor<double>("sign", shape, -1, 1), static (size, sign) => double.IsNegative(sign) ? -size : size);
    }
}
