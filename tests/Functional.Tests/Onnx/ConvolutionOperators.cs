using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Convolutions.</summary>
internal static class ConvolutionOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        // As many products as a filter has weights, and a bias.
        ["Conv"] = OnnxOperator<T>.Of(Convolution, OfSums(static call => call[1].Length / call[1].Shape[0] + 2)),
        ["ConvTranspose"] = OnnxOperator<T>.Of(Transposed, OfSums(static call => call[1].Length / call[1].Shape[1] + 2)),
    };

    private static Tensor<T> Convolution(OnnxCall<T> call)
    {
        var (x, weight, bias) = (call[0], call[1], call.Find(2));
        var window = OnnxWindow.Of(call, weight.Shape[2..]);
        return Layers<T>
            .Convolution(weight.Shape[0], window.Kernel, window.Strides, window.Padding, window.Dilation, call.Integer("group", 1), bias is not null)
            .Of(x.ChannelsLast(), ("weight", TapsFirst(weight)), ("bias", bias)).ChannelsFirst();
    }

    private static Tensor<T> Transposed(OnnxCall<T> call)
    {
        var (x, weight, bias, groups) = (call[0], call[1], call.Find(2), call.Integer("group", 1));
        var window = OnnxWindow.Of(call, weight.Shape[2..]);
        return Layers<T>
            .TransposedConvolution(
                weight.Shape[1] * groups, window.Kernel, window.Strides, window.Padding, More(call, window), window.Dilation, groups, bias is not null)
            .Of(x.ChannelsLast(), ("weight", TapsFirst(weight)), ("bias", bias)).ChannelsFirst();
    }

    /// <summary>How many places the output has more at the end of each axis: given, or what is missing to a given shape.</summary>
    private static Shape? More(OnnxCall<T> call, OnnxWindow window)
    {
        var more = OnnxWindow.Sizes(call, "output_padding");
        if (OnnxWindow.Sizes(call, "output_shape") is not { } shape)
            return more;
        OnnxLimitException.Unless(window.Padding == Padding.Explicit(Shape.Create(new int[shape.Rank])), "a shape of the output beside a padding");
        int[] missing = [.. shape.Select((size, axis) => size - ((call.Shape[axis + 2] - 1) * window.Strides[axis] + window.Extent(axis)))];
        OnnxLimitException.Unless(missing.Min() >= 0, "a shape of the output that needs a padding");
        return Shape.Create(missing);
    }

    /// <summary>From <c>[a, b, taps…]</c> to <c>[taps…, b, a]</c>: outputs and inputs of a convolution, or inputs and outputs of a transposed one.</summary>
    private static Tensor<T> TapsFirst(Tensor<T> weight) => weight.Permute([.. Enumerable.Range(2, weight.Rank - 2), 1, 0]);
}
