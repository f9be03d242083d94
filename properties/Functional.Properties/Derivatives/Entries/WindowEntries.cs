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
    ];

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
