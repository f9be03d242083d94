using Functional.Laws;

namespace Functional.Properties.Generators;

/// <summary>Windows over one to three axes of space, with settings that fit, and tensors of such axes. The same draw makes the same windows, whoever asks.</summary>
internal sealed record DrawnWindows(Shape Space, Shape Window, Shape Strides, Shape Before, Shape After, Shape Dilation)
{
    /// <summary>The padding of a layer with such windows.</summary>
    public Padding Padding => Padding.Explicit(Before, After);

    /// <summary>The same windows for an operation.</summary>
    public Windows Windows => new([.. Window.Select((size, axis) => (WindowRule)new SlidingRule(size, Strides[axis], Before[axis], After[axis], Dilation[axis]))]);

    /// <summary>Windows each of which holds some place that is no padding.</summary>
    public static DrawnWindows Of(Draw draw, bool dilated = true)
    {
        var axes = 1 + draw.Choice("axes of space", 3);
        var each = Enumerable.Range(0, axes).Select(axis => Axis(draw.Under($"axis {axis}"), axes == 1 ? 6 : axes == 2 ? 4 : 3, dilated)).ToArray();
        Shape All(Func<(int Size, int Window, int Stride, int Before, int After, int Dilation), int> part) => Shape.Create([.. each.Select(part)]);
        return new(
            All(static axis => axis.Size), All(static axis => axis.Window), All(static axis => axis.Stride), All(static axis => axis.Before),
            All(static axis => axis.After), All(static axis => axis.Dilation));
    }

    /// <summary>A batch of images with such axes of space, now and then without a sample.</summary>
    public static Tensor<double> Images(Draw draw) => Images(draw, dilated: true);

    /// <summary>The same where the windows have no dilation.</summary>
    public static Tensor<double> Images(Draw draw, bool dilated) => draw.Tensor<double>("x", ImagesOf(draw, Of(draw, dilated).Space));

    /// <summary>A batch of some channels, with given axes of space.</summary>
    public static Shape ImagesOf(Draw draw, Shape space) => [draw.Choice("empty", 16) == 0 ? 0 : draw.Size("batch", 1, 2), .. space, draw.Size("channels", 1, 3)];

    private static (int Size, int Window, int Stride, int Before, int After, int Dilation) Axis(Draw draw, int largest, bool dilated)
    {
        var (size, window, stride) = (draw.Size("size", 1, largest), draw.Size("window", 1, 3), draw.Size("stride", 1, 3));
        var dilation = dilated ? draw.Size("dilation", 1, 2) : 1;
        var extent = (window - 1) * dilation + 1;
        var (before, after) = (draw.Choice("before", extent), draw.Choice("after", extent));
        if (Fits(new(window, stride, before, after, dilation), size))
            return (size, window, stride, before, after, dilation);
        (before, after) = (Math.Min(before, window - 1), Math.Min(after, window - 1));
        return Fits(new(window, stride, before, after, 1), size) ? (size, window, stride, before, after, 1) : (size, 1, stride, 0, 0, 1);
    }

    private static bool Fits(SlidingRule rule, int size) => size + rule.Before + rule.After >= rule.Extent && rule.On(size, [size], "").Empty < 0;
}
