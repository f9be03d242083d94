using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>What goes over an image, as the attributes of convolutions and pools say it.</summary>
/// <param name="Kernel">How many places it takes along each axis of space.</param>
/// <param name="Strides">How far it moves.</param>
/// <param name="Dilation">How far apart its places are.</param>
/// <param name="Padding">What is put around the image.</param>
internal sealed record OnnxWindow(Shape Kernel, Shape Strides, Shape Dilation, Padding Padding)
{
    /// <summary>The window of a call.</summary>
    /// <param name="call">The call, whose first input is of images <c>[batch, channels, space…]</c>.</param>
    /// <param name="kernel">The sizes of the kernel, where it is an input and the attribute may be left out.</param>
    public static OnnxWindow Of<T>(OnnxCall<T> call, Shape? kernel = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        var space = call.Shape[2..];
        var sizes = Sizes(call, "kernel_shape") ?? kernel!;
        var strides = Sizes(call, "strides") ?? Ones(space.Rank);
        var dilation = Sizes(call, "dilations") ?? Ones(space.Rank);
        var pads = call.Integers("pads") ?? new int[2 * space.Rank];
        // A window that begins within the image may end beyond it: as one over a padding does.
        var window = new OnnxWindow(sizes, strides, dilation, Padding.Same);
        for (var axis = 0; axis < space.Rank && call.Flag("ceil_mode"); axis++)
        {
            var after = (space[axis] + pads[axis] + pads[space.Rank + axis] - window.Extent(axis)) % strides[axis];
            pads[space.Rank + axis] += (strides[axis] - after) % strides[axis];
        }
        return (call.Text("auto_pad") ?? "NOTSET") switch
        {
            "SAME_UPPER" => window,
            "SAME_LOWER" => window with { Padding = window.SameLower(space) },
            _ => window with { Padding = Padding.Explicit(Shape.Create(pads.AsSpan(0, space.Rank)), Shape.Create(pads.AsSpan(space.Rank))) },
        };
    }

    /// <summary>How many places it reaches over along an axis.</summary>
    public int Extent(int axis) => (Kernel[axis] - 1) * Dilation[axis] + 1;

    /// <summary>An attribute that gives a size for each axis of space; null where it is not given.</summary>
    public static Shape? Sizes<T>(OnnxCall<T> call, string attribute)
        where T : struct, IFloatingPointIeee754<T> => call.Integers(attribute) is { } sizes ? Shape.Create(sizes) : null;

    /// <summary>
    /// As much padding as lets the output have ⌈size/stride⌉ places; where it is odd, one more before the first place, and not after the last as in ours.
    /// </summary>
    private Padding SameLower(Shape space)
    {
        int[] missing = [.. space.Select((size, axis) => Math.Max(0, (size - 1) / Strides[axis] * Strides[axis] + Extent(axis) - size))];
        return Padding.Explicit(Shape.Create([.. missing.Select(static all => all - all / 2)]), Shape.Create([.. missing.Select(static all => all / 2)]));
    }

    private static Shape Ones(int axes) => Shape.Create([.. Enumerable.Repeat(1, axes)]);
}
