using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Convolution and its adjoints, each of which is made of the other two on the way back.</summary>
internal static class ConvolutionEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Convolution", "x.Convolution(weight, settings)", static draw => Drawn(draw) is var (x, w, _, s) ? ((x, w) => x.Convolution(w, s), x, w) : default),
        Of("Convolution", "x.Convolution(weight, settings, bias, tanh)", static draw => Drawn(draw) is var (x, w, _, s)
            ? ((x, w, b) => x.Convolution(w, s, b, TanhOperation<double>.Rule), x, w, draw.Tensor<double>("b", [w.Shape[^1]])) : default),
        Of("TransposedConvolution", "dy.TransposedConvolution(weight, space, settings)", static draw => Drawn(draw) is var (x, w, dy, s)
            ? ((dy, w) => dy.TransposedConvolution(w, x.Shape[1..^1], s), dy, w) : default),
        Of("ConvolutionToWeight", "x.ConvolutionToWeight(dy, kernel, settings)", static draw => Drawn(draw) is var (x, w, dy, s)
            ? ((x, dy) => x.ConvolutionToWeight(dy, w.Shape[..^2], s), x, dy) : default),
    ];

    /// <summary>Images of one, two or three axes, now and then none of them, with a weight that fits, and what the convolution gives, as an operand of the way back.</summary>
    public static (V X, V Weight, V Output, ConvolutionSettings Settings) Drawn(Draw draw)
    {
        var axes = 1 + draw.Choice("axes", 5) switch { 0 or 1 => 0, 2 or 3 => 1, _ => 2 };
        var longest = axes == 3 ? 3 : 5;
        var groups = draw.Choice("groups", 3) == 0 ? 2 : 1;
        Shape kernel = Each("kernel", 1, 3), strides = Each("stride", 1, 3), dilation = Each("dilation", 1, 2);
        Shape before = Each("before", 0, 2), after = Each("after", 0, 2);
        Shape space = [.. Enumerable.Range(0, axes).Select(axis => Math.Max(
            draw.Size($"size {axis}", 1, longest), (kernel[axis] - 1) * dilation[axis] + 1 - before[axis] - after[axis]))];
        var batch = draw.Choice("empty", 16) == 0 ? 0 : draw.Size("batch", 1, 2);
        var (channels, filters) = (groups * draw.Size("channels", 1, 2), groups * draw.Size("filters", 1, 2));
        var settings = new ConvolutionSettings(strides, dilation, before, after, groups);
        var x = draw.Tensor<double>("x", Shape.Create(batch).Then(space).Then([channels]));
        var weight = draw.Tensor<double>("w", kernel.Then([channels / groups, filters]));
        return (x, weight, draw.Tensor<double>("dy", x.Convolution(weight, settings).Shape), settings);

        Shape Each(string name, int lowest, int highest) => [.. Enumerable.Range(0, axes).Select(axis => draw.Size($"{name} {axis}", lowest, highest))];
    }
}
