using System.Collections.Immutable;
using Functional.Laws;
using Functional.Properties.Generators;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations over windows of images.</summary>
internal static class WindowEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("MaxPool", "x.MaxPool(windows)", Over(static (x, drawn) => x.MaxPool(drawn.Windows))),
        Of("MaxPool", "x.MaxPool(windows, rectified)", Over(static (x, drawn) => x.MaxPool(drawn.Windows, rectified: true))),
        Of("MaxPlaces", "x.MaxPlaces(windows)", Over(static (x, drawn) => x.MaxPlaces(drawn.Windows))),
        Of("MaxUnpool", "dy.MaxUnpool(places, windows, space)", Chosen(static (places, x, drawn) => (dy => dy.MaxUnpool(places, drawn.Windows, drawn.Space), places))),
        Of("PoolAt", "x.PoolAt(places, windows)", Chosen(static (places, x, drawn) => (x => x.PoolAt(places, drawn.Windows), x))),
        Of("MaxUnpool", "a pullback of x.MaxPool(windows)", static draw => DrawnWindows.Of(draw).Windows is var windows && DrawnWindows.Images(draw) is var x
            ? (x => Differentiable.Trace((V x) => x.MaxPool(windows))(x) is var (y, back) ? back(y * y) : x, x) : default),
        Of("SumWindows", "x.AveragePool(windows, countPadding)", Over(static (x, drawn) => x.AveragePool(drawn.Windows, countPadding: true))),
        Of("SumWindows", "x.AveragePool(windows)", Over(static (x, drawn) => x.AveragePool(drawn.Windows, countPadding: false))),
        Of("SumWindows", "x.SumPool(windows)", Over(static (x, drawn) => x.SumPool(drawn.Windows))),
        Of("SpreadWindows", "dy.AverageUnpool(windows, space)", Cotangents(static (dy, drawn) => dy.AverageUnpool(drawn.Windows, drawn.Space, countPadding: false))),
        Of("SpreadWindows", "dy.SumUnpool(windows, space)", Cotangents(static (dy, drawn) => dy.SumUnpool(drawn.Windows, drawn.Space))),
        Of("SumWindows", "x.AveragePool(adaptive windows)", static draw => draw.Size("count", 1, 4) is var count
            ? (x => x.AveragePool(new([new AdaptiveRule(count)]), false), draw.Tensor<double>("x", [draw.Size("batch", 0, 2), draw.Size("size", 1, 5), 2])) : default),
        Of("Interpolate", "x.UpsampleWithBack(axis, size, nearest)", Longer(Interpolation.Nearest)),
        Of("Interpolate", "x.UpsampleWithBack(axis, size, linear)", Longer(Interpolation.Linear)),
        Of("Interpolate", "the way back of x.UpsampleWithBack(axis, size)", static draw => draw.Size("longer", 1, 6) is var longer && draw.Size("size", 1, 3) is var size
            ? (dy => Tensor.Zeros<double>([2, size]).UpsampleWithBack(1, longer, Interpolation.Linear, false).Back(dy), draw.Tensor<double>("dy", [2, longer])) : default),
    ];

    private static Func<Draw, (Func<V, V>, V)> Longer(Interpolation interpolation) => draw =>
    {
        var (x, aligned) = (Operands.Any(draw, 1, 3, empty: false), interpolation == Interpolation.Linear && draw.Coin("aligned"));
        var axis = draw.Choice("axis", x.Rank);
        var size = draw.Size("longer", 1, 7);
        return (x => x.UpsampleWithBack(axis, size, interpolation, aligned).Output, x);
    };

    private static Func<Draw, (Func<V, V>, V)> Cotangents(Func<V, DrawnWindows, V> apply) => draw => DrawnWindows.Of(draw) is var drawn
        ? (dy => apply(dy, drawn), draw.Tensor<double>("dy", drawn.Windows.ShapeOf(DrawnWindows.ImagesOf(draw, drawn.Space), ""))) : default;

    private static Func<Draw, (Func<V, V>, V)> Over(Func<V, DrawnWindows, V> apply) => draw =>
        DrawnWindows.Of(draw) is var drawn ? (x => apply(x, drawn), DrawnWindows.Images(draw)) : default;

    /// <summary>Places that a maximum has chosen.</summary>
    private static Func<Draw, (Func<V, V>, V)> Chosen(Func<V, V, DrawnWindows, (Func<V, V>, V)> apply) => draw =>
    {
        var (drawn, x) = (DrawnWindows.Of(draw), DrawnWindows.Images(draw));
        var places = x.MaxPlaces(drawn.Windows, draw.Coin("rectified"));
        return apply(places, x, drawn);
    };
}
