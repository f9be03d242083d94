using Functional.Kernels;

namespace Functional;

/// <summary>Checks the shapes of a convolution, and infers those of its results.</summary>
internal static class ConvolutionShapes
{
    private const int MostAxes = 3;

    /// <summary>The sizes of the convolution of images <c>[batch, space…, in]</c> with a weight <c>[kernel…, in/groups, out]</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit; the message says which.</exception>
    public static ConvolutionSizes Of(string operation, Shape x, Shape weight, ConvolutionSettings settings)
    {
        var axes = x.Rank - 2;
        if (axes is < 1 or > MostAxes)
            throw new ShapeException(Invariant($"{operation}: images are [batch, space…, channels] with 1 to {MostAxes} axes of space, got shape {x}."));
        if (weight.Rank != x.Rank)
            throw new ShapeException(Invariant($"{operation}: the weight of images of shape {x} is [kernel…, in/groups, out] with {axes} axes of the kernel, got shape {weight}."));
        var (channels, filters, groups) = (x[^1], weight[^1], settings.Groups);
        if (channels % groups != 0 || filters % groups != 0)
            throw new ShapeException(Invariant($"{operation}: {channels} input and {filters} output channels are not divisible by {groups} groups; the shapes are {x} and {weight}."));
        if (weight[^2] != channels / groups)
            throw new ShapeException(Invariant($"{operation}: images of shape {x} in groups of {channels / groups} channels and a weight of shape {weight} do not fit [kernel…, in/groups, out]."));
        var (strides, dilation) = (Of(operation, settings.Strides, axes, 1, "strides"), Of(operation, settings.Dilation, axes, 1, "dilation"));
        var before = Of(operation, settings.Before, axes, 0, "before");
        var after = settings.After is null ? before : Of(operation, settings.After, axes, 0, "after");
        var output = new int[axes];
        for (var axis = 0; axis < axes; axis++)
            output[axis] = OutputSize(operation, x, weight, axis, (long)x[axis + 1] + before[axis] + after[axis], strides[axis], dilation[axis]);
        return new(
            x[0], SpaceOf(x.Sizes[1..^1], 1), SpaceOf(weight.Sizes[..^2], 1), SpaceOf(output, 1), SpaceOf(strides, 1), SpaceOf(dilation, 1), SpaceOf(before, 0),
            channels, filters, groups);
    }

    /// <summary>The shape of the output.</summary>
    public static Shape Output(ConvolutionSizes sizes, int axes) => Images(sizes.Batch, sizes.Output, axes, sizes.Filters);

    /// <summary>The shape of the input.</summary>
    public static Shape Input(ConvolutionSizes sizes, int axes) => Images(sizes.Batch, sizes.Input, axes, sizes.Channels);

    /// <summary>The shape of the weight.</summary>
    public static Shape Weight(ConvolutionSizes sizes, int axes) => Axes(sizes.Kernel, axes).Then([sizes.GroupChannels, sizes.Filters]);

    /// <summary>The sizes of the convolution whose output and weight are given, and the space of its input.</summary>
    public static ConvolutionSizes FromOutput(string operation, Shape dy, Shape weight, Shape space, ConvolutionSettings settings)
    {
        if (dy.Rank < 3 || weight.Rank != dy.Rank)
            throw new ShapeException($"{operation}: images [batch, space…, channels] and a weight [kernel…, in/groups, out] have as many axes, got shapes {dy} and {weight}.");
        if (space.Rank != dy.Rank - 2)
            throw new ShapeException($"{operation}: the size {space} of the space has another number of axes than images of shape {dy}.");
        var sizes = Of(operation, dy[..1].Then(space).Then([weight[^2] * settings.Groups]), weight, settings);
        return Expect(operation, sizes, dy);
    }

    /// <summary>The sizes of the convolution whose input and output are given, and the sizes of its kernel.</summary>
    public static ConvolutionSizes FromImages(string operation, Shape x, Shape dy, Shape kernel, ConvolutionSettings settings)
    {
        if (x.Rank < 3 || dy.Rank != x.Rank || kernel.Rank != x.Rank - 2)
            throw new ShapeException($"{operation}: images [batch, space…, channels] of shapes {x} and {dy} and a kernel of sizes {kernel} do not fit.");
        return Expect(operation, Of(operation, x, kernel.Then([x[^1] / settings.Groups, dy[^1]]), settings), dy);
    }

    private static ConvolutionSizes Expect(string operation, ConvolutionSizes sizes, Shape dy) => Output(sizes, dy.Rank - 2) is var output && output.Equals(dy)
        ? sizes
        : throw new ShapeException($"{operation}: the convolution of these sizes has the output {output}, not {dy}.");

    private static int OutputSize(string operation, Shape x, Shape weight, int axis, long padded, int stride, int dilation)
    {
        if (weight[axis] < 1)
            throw new ShapeException($"{operation}: a kernel has at least 1 tap along each axis, got a weight of shape {weight}.");
        var extent = (weight[axis] - 1L) * dilation + 1;
        if (extent > padded)
            throw new ShapeException(Invariant(
                $"{operation}: a kernel of {extent} places does not fit into {padded} along axis {axis + 1} of images of shape {x}; the weight has shape {weight}."));
        var size = (padded - extent) / stride + 1;
        return size <= int.MaxValue ? (int)size : throw new ShapeException(Invariant(
            $"{operation}: there are {size} outputs along axis {axis + 1} of images of shape {x}, more than {int.MaxValue}."));
    }

    private static int[] Of(string operation, Shape? given, int axes, int usual, string name)
    {
        if (given is not null && given.Rank != axes)
            throw new ShapeException(Invariant($"{operation}: {name} {given} are for {given.Rank} axes of space, the images have {axes}."));
        return given?.Sizes.ToArray() ?? [.. Enumerable.Repeat(usual, axes)];
    }

    private static Space SpaceOf(ReadOnlySpan<int> sizes, int usual) => sizes switch
    {
        [var width] => new(usual, usual, width),
        [var height, var width] => new(usual, height, width),
        [var depth, var height, var width] => new(depth, height, width),
        _ => default,
    };

    private static Shape Images(int batch, Space space, int axes, int channels) => Shape.Create(batch).Then(Axes(space, axes)).Then([channels]);

    private static Shape Axes(Space space, int axes) => Shape.Create([.. Enumerable.Range(MostAxes - axes, axes).Select(axis => space[axis])]);
}
