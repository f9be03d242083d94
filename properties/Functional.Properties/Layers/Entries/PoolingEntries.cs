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
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> MaxPool<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => DrawnWindows.Of(draw) is var drawn
        ? Layers<T>.MaxPool(drawn.Window, drawn.Strides, drawn.Padding, drawn.Dilation)
        : throw new InvalidOperationException();

    private static Layer<T, Tensor<T>, Tensor<T>> RectifiedMaxPool<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(Layers<T>.Relu, MaxPool<T>(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> MaxPoolRectified<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(MaxPool<T>(draw), Layers<T>.Relu);
}
