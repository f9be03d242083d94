namespace Functional;

/// <summary>What goes over an image, with its settings: sizes, strides, dilation and padding along the axes of space.</summary>
internal sealed record Window(Shape Sizes, Shape Strides, Shape Dilation, Padding Padding)
{
    private const int MostAxes = 3;

    /// <summary>Checks settings.</summary>
    /// <param name="layer">Whose they are, for messages.</param>
    /// <param name="kernel">How many places the window takes along each axis.</param>
    /// <param name="strides">How far it moves; 1 where none are given.</param>
    /// <param name="dilation">How far apart its places are; 1 where none are given.</param>
    /// <param name="padding">What is put around the image; nothing where none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, a stride or a dilation is less than 1, or there are no axes or more than three.</exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    public static Window Of(string layer, Shape kernel, Shape? strides, Shape? dilation, Padding? padding)
    {
        if (kernel.Rank is < 1 or > MostAxes)
            throw new ArgumentOutOfRangeException(nameof(kernel), $"{layer}: a kernel has from 1 to 3 axes, got {kernel}.");
        ExpectPositive(layer, kernel, kernel, nameof(kernel));
        strides ??= Ones(kernel.Rank);
        dilation ??= Ones(kernel.Rank);
        padding ??= Padding.Valid;
        ExpectPositive(layer, kernel, strides, nameof(strides));
        ExpectPositive(layer, kernel, dilation, nameof(dilation));
        if (padding.Axes is { } axes && axes != kernel.Rank)
            throw new ArgumentException($"{layer}: {padding} and the kernel {kernel} are for different numbers of axes.", nameof(padding));
        return new(kernel, strides, dilation, padding);
    }

    /// <summary>How many places the window reaches over along an axis: (k − 1)·dilation + 1.</summary>
    public int Extent(int axis) => (int)Math.Min((Sizes[axis] - 1L) * Dilation[axis] + 1, int.MaxValue);

    /// <summary>The settings of a convolution of images with these sizes of the axes of space.</summary>
    public ConvolutionSettings On(Shape space, int groups)
    {
        var (before, after) = (new int[Sizes.Rank], new int[Sizes.Rank]);
        for (var axis = 0; axis < Sizes.Rank; axis++)
            (before[axis], after[axis]) = Padding.Of(axis, space[axis], Extent(axis), Strides[axis]);
        return new(Strides, Dilation, Shape.Create(before), Shape.Create(after), groups);
    }

    /// <summary>The axes of space of one sample <c>[space…, channels]</c>.</summary>
    /// <exception cref="ShapeException">The sample has others.</exception>
    public Shape Space(string layer, Shape sample) => sample.Rank == Sizes.Rank + 1 && !sample.Contains(0)
        ? sample[..^1]
        : throw new ShapeException(Invariant(
            $"{layer} works on samples [{(Sizes.Rank == 1 ? "" : Sizes.Rank == 2 ? "height, " : "depth, height, ")}width, channels], none of them 0, but the input has shape {sample}."));

    /// <summary>The settings as they are written in C#, those left out that are as usual.</summary>
    public override string ToString() => Sizes
        + (Strides.Any(static stride => stride > 1) ? $", strides: {Strides}" : "")
        + (Padding == Padding.Valid ? "" : $", padding: {Padding}")
        + (Dilation.Any(static step => step > 1) ? $", dilation: {Dilation}" : "");

    private static Shape Ones(int axes) => Shape.Create([.. Enumerable.Repeat(1, axes)]);

    private static void ExpectPositive(string layer, Shape sizes, Shape given, string name)
    {
        if (given.Rank != sizes.Rank)
            throw new ArgumentException($"{layer}: {name} {given} and the kernel {sizes} are for different numbers of axes.", name);
        if (given.Contains(0))
            throw new ArgumentOutOfRangeException(name, $"{layer}: {name} are at least 1 along each axis, got {given}.");
    }
}
