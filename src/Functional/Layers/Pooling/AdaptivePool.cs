using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The largest number of each of so many windows, channel by channel, whatever the size of the input: <c>[batch, space…, channels]</c> to
    /// <c>[batch, size…, channels]</c>. Window o of m along an axis of n places goes from ⌊o·n/m⌋ to below ⌈(o + 1)·n/m⌉. The cotangent goes to the largest, of equals to the
    /// first in row-major order.
    /// </summary>
    /// <param name="size">How many windows there are along each axis of space.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no windows along an axis, or no axes or more than three.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> AdaptiveMaxPool(Shape size) => new(new AdaptiveMaxPoolLink<T>(Adaptive.Expect("AdaptiveMaxPool", size)));

    /// <summary>
    /// The mean of each of so many windows, channel by channel, whatever the size of the input: <c>[batch, space…, channels]</c> to <c>[batch, size…, channels]</c>. Window
    /// o of m along an axis of n places goes from ⌊o·n/m⌋ to below ⌈(o + 1)·n/m⌉.
    /// </summary>
    /// <param name="size">How many windows there are along each axis of space.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no windows along an axis, or no axes or more than three.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> AdaptiveAveragePool(Shape size) =>
        new(new AdaptiveAveragePoolLink<T>(Adaptive.Expect("AdaptiveAveragePool", size)));
}

/// <summary>Windows of which the number is given, and not the size.</summary>
internal static class Adaptive
{
    public static Shape Expect(string layer, Shape size) => size.Rank is >= 1 and <= Windows.MostAxes && !size.Contains(0)
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), Invariant($"{layer}: there is at least 1 window along each of 1 to {Windows.MostAxes} axes, got {size}."));

    public static Windows On(Shape size, Shape sample, string layer)
    {
        ImageShape.Space(layer, sample, size.Rank);
        return new([.. size.Select(static count => new AdaptiveRule(count))]);
    }
}

/// <summary>The largest of each of so many windows.</summary>
internal sealed record AdaptiveMaxPoolLink<T>(Shape Size) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"AdaptiveMaxPool({Size})";

    protected override Shapes Infer(Shapes input) => Adaptive.On(Size, input.Shape, "AdaptiveMaxPool").ShapeOfSample(input.Shape, "AdaptiveMaxPool");

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x) =>
        x.MaxPoolWithBack(Adaptive.On(Size, SampleAxis.Sample(x.Shape, "AdaptiveMaxPool"), "AdaptiveMaxPool"));
}

/// <summary>The mean of each of so many windows.</summary>
internal sealed record AdaptiveAveragePoolLink<T>(Shape Size) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"AdaptiveAveragePool({Size})";

    protected override Shapes Infer(Shapes input) => Adaptive.On(Size, input.Shape, "AdaptiveAveragePool").ShapeOfSample(input.Shape, "AdaptiveAveragePool");

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x) =>
        Averaging.Of(x, Adaptive.On(Size, SampleAxis.Sample(x.Shape, "AdaptiveAveragePool"), "AdaptiveAveragePool"), countPadding: false);
}
