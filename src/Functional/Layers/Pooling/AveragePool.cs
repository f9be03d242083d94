using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The mean of each window, channel by channel, over 1, 2 or 3 axes of space: <c>[batch, space…, channels]</c> to <c>[batch, windows…, channels]</c>.
    /// </summary>
    /// <param name="window">How many places a window has along each axis of space: <c>[2, 2]</c> for images.</param>
    /// <param name="strides">How far it moves along each axis; as far as it is long when none are given. Places at the end that no step reaches are not read.</param>
    /// <param name="padding">What is put around the input; <see cref="Padding.Valid"/>, nothing, when not given.</param>
    /// <param name="countPadding">Whether padding is counted, as zeros; if not, a window at the edge is divided by what it has of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size of the window or a stride is less than 1, a padding is not shorter than the window, or there are no axes or more than three.
    /// </exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> AveragePool(Shape window, Shape? strides = null, Padding? padding = null, bool countPadding = true) =>
        new(new AveragePoolLink<T>(PoolWindow.Of("AveragePool", window, strides, padding, null), countPadding));
}

/// <summary>The mean of each window.</summary>
internal sealed record AveragePoolLink<T>(PoolWindow Window, bool CountPadding) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"AveragePool({Window}{(CountPadding ? "" : ", countPadding: false")})";

    protected override Shapes Infer(Shapes input)
    {
        var windows = Window.On(input.Shape, "AveragePool");
        windows.ExpectPlaces(input.Shape, "AveragePool");
        return windows.ShapeOfSample(input.Shape, "AveragePool");
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x) =>
        Averaging.Of(x, Window.On(SampleAxis.Sample(x.Shape, "AveragePool"), "AveragePool"), CountPadding);
}

/// <summary>Means of windows with their way back.</summary>
internal static class Averaging
{
    public static (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Back) Of<T>(Tensor<T> x, Windows windows, bool countPadding)
        where T : struct, IFloatingPointIeee754<T>
    {
        var space = x.Shape[1..^1];         // the way back needs no more, so it does not keep x
        return (x.AveragePool(windows, countPadding), Back<T>(windows, space, countPadding));
    }

    private static Func<Tensor<T>, Tensor<T>> Back<T>(Windows windows, Shape space, bool countPadding)
        where T : struct, IFloatingPointIeee754<T> => dy => dy.AverageUnpool(windows, space, countPadding);
}
