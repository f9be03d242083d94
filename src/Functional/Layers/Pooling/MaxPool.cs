using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The largest number of each window, channel by channel, over 1, 2 or 3 axes of space: <c>[batch, space…, channels]</c> to <c>[batch, windows…, channels]</c>. NaN
    /// where a window holds one; padding is never the largest. The cotangent goes to the largest, of equals to the first in row-major order. The way back remembers a
    /// byte for each output.
    /// </summary>
    /// <param name="window">How many places a window has along each axis of space: <c>[2, 2]</c> for images.</param>
    /// <param name="strides">How far it moves along each axis; as far as it is long when none are given. Places at the end that no step reaches are not read.</param>
    /// <param name="padding">What is put around the input; <see cref="Padding.Valid"/>, nothing, when not given.</param>
    /// <param name="dilation">How far apart neighbouring places of a window are along each axis; 1 when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size of the window, a stride or a dilation is less than 1, a padding is not shorter than the window, or there are no axes or more than three.
    /// </exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    /// <example><code>
    /// var network = Chain(Convolution(32, [3, 3], padding: Padding.Same), Relu, MaxPool([2, 2]), Flatten, Dense(10));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> MaxPool(Shape window, Shape? strides = null, Padding? padding = null, Shape? dilation = null) =>
        new(new MaxPoolLink<T>(PoolWindow.Of("MaxPool", window, strides, padding, dilation)));
}

/// <summary>The largest of each window.</summary>
internal sealed record MaxPoolLink<T>(PoolWindow Window) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"MaxPool({Window})";

    /// <summary>With an activation after it that shuts what is below 0: the largest and 0 in one pass, and nothing more to remember.</summary>
    public override Link<T>? Fuse(Link<T> following) => following is ReluLink<T> ? new RectifiedMaxPoolLink<T>(this, Name) { Label = Label } : null;

    /// <summary>The windows on one sample, each with a place of it.</summary>
    public Windows On(Shape sample)
    {
        var windows = Window.On(sample, "MaxPool");
        windows.ExpectPlaces(sample, "MaxPool");
        return windows;
    }

    /// <summary>The larger of 0 and the largest of each window, and the way back.</summary>
    public (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Back) Rectified(Tensor<T> x) =>
        x.MaxPoolWithBack(Window.On(SampleAxis.Sample(x.Shape, "MaxPool"), "MaxPool"), rectified: true);

    protected override Shapes Infer(Shapes input) => On(input.Shape).ShapeOfSample(input.Shape, "MaxPool");

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x) =>
        x.MaxPoolWithBack(Window.On(SampleAxis.Sample(x.Shape, "MaxPool"), "MaxPool"));
}
