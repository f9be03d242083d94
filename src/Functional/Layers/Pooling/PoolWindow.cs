namespace Functional;

/// <summary>The windows of a pooling layer, with their settings along the axes of space.</summary>
internal sealed record PoolWindow(Shape Sizes, Shape Strides, Padding Padding, Shape Dilation)
{
    /// <summary>Checks settings.</summary>
    /// <param name="layer">Whose they are, for messages.</param>
    /// <param name="window">How many places a window has along each axis.</param>
    /// <param name="strides">How far it moves; as far as it is long where none are given.</param>
    /// <param name="padding">What is put around the input; nothing where none is given.</param>
    /// <param name="dilation">How far apart its places are; 1 where none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, a stride or a dilation is less than 1, a padding is not shorter than the window, or there are no axes or more than three.</exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    public static PoolWindow Of(string layer, Shape window, Shape? strides, Padding? padding, Shape? dilation)
    {
        if (window.Rank is < 1 or > Windows.MostAxes)
            throw new ArgumentOutOfRangeException(nameof(window), Invariant($"{layer}: a window has from 1 to {Windows.MostAxes} axes, got {window}."));
        ExpectPositive(layer, window, window, nameof(window));
        ExpectPositive(layer, window, strides ?? window, nameof(strides));
        dilation ??= Shape.Create([.. Enumerable.Repeat(1, window.Rank)]);
        ExpectPositive(layer, window, dilation, nameof(dilation));
        var made = new PoolWindow(window, strides ?? window, padding ?? Padding.Valid, dilation);
        if (made.Padding.Axes is { } axes)
            made.ExpectPadding(layer, axes, made.Padding);
        return made;
    }

    /// <summary>The windows on samples <c>[space…, channels]</c>.</summary>
    /// <exception cref="ShapeException">The sample has another number of axes, or none of its places.</exception>
    public Windows On(Shape sample, string layer) => sample.Rank == Sizes.Rank + 1
        ? new([.. Sizes.Select((_, axis) => RuleOf(axis, sample[axis]))])
        : throw new ShapeException(Invariant(
            $"{layer}: a window {Sizes} goes over samples with {Sizes.Rank} axes of space and one of channels, but the input has shape {sample}."));

    /// <summary>The settings as they are written in C#, those left out that are as usual.</summary>
    public override string ToString() => Sizes
        + (Strides == Sizes ? "" : $", strides: {Strides}")
        + (Padding == Padding.Valid ? "" : $", padding: {Padding}")
        + (Dilation.Any(static step => step > 1) ? $", dilation: {Dilation}" : "");

    private SlidingRule RuleOf(int axis, int size)
    {
        var (before, after) = Padding.Of(axis, size, (int)Math.Min(Extent(axis), int.MaxValue), Strides[axis]);
        return new SlidingRule(Sizes[axis], Strides[axis], before, after, Dilation[axis]);
    }

    private long Extent(int axis) => (Sizes[axis] - 1L) * Dilation[axis] + 1;

    /// <summary>A window as long as the padding, or shorter, would hold nothing else.</summary>
    private void ExpectPadding(string layer, int axes, Padding padding)
    {
        if (axes != Sizes.Rank)
            throw new ArgumentException($"{layer}: {padding} and the window {Sizes} are for different numbers of axes.", nameof(padding));
        for (var axis = 0; axis < axes; axis++)
            if (padding.Of(axis, 1, 1, 1) is var (before, after) && Math.Max(before, after) >= Extent(axis))
                throw new ArgumentOutOfRangeException(nameof(padding), Invariant(
                    $"{layer}: a padding of {Math.Max(before, after)} along axis {axis} of space holds a whole window of {Extent(axis)} places, which would see nothing else."));
    }

    private static void ExpectPositive(string layer, Shape window, Shape given, string name)
    {
        if (given.Rank != window.Rank)
            throw new ArgumentException($"{layer}: the {name} {given} and the window {window} are for different numbers of axes.", name);
        if (given.Contains(0))
            throw new ArgumentOutOfRangeException(name, $"{layer}: {(name == "strides" ? "strides are" : $"the {name} is")} at least 1 along each axis, got {given}.");
    }
}
