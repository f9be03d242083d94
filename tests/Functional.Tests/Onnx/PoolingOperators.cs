using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Pools, and what makes images larger or smaller.</summary>
internal static class PoolingOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["AveragePool"] = Of(Average, OfSums(static call => Shape.Create(call.Integers("kernel_shape")!).ElementCount + 1)),
        ["DepthToSpace"] = OnnxOperator<T>.Of(DepthToSpace, None),
        ["GlobalAveragePool"] = Global(Layers<T>.GlobalAveragePool, OfSums(static call => call.Shape[2..].ElementCount + 1)),
        ["GlobalMaxPool"] = Global(Layers<T>.GlobalMaxPool, None),
        ["MaxPool"] = Of(Maximum, None),
        // Two places and their parts along each of two axes.
        ["Resize"] = Of(Resize, OfSums(static _ => 12)),
        ["SpaceToDepth"] = Of(static call => Layers<T>.PixelUnshuffle(call.Integer("blocksize", 0)), None),
        ["Upsample"] = Of(Upsample, None),
    };

    private static OnnxOperator<T> Of(Func<OnnxCall<T>, Layer<T, Tensor<T>, Tensor<T>>> layer, OnnxRounding rounding) =>
        OnnxOperator<T>.Of(call => layer(call).Of(call[0].ChannelsLast()).ChannelsFirst(), rounding);

    private static OnnxOperator<T> Global(Layer<T, Tensor<T>, Tensor<T>> layer, OnnxRounding rounding) => OnnxOperator<T>.Of(
        call => layer.Of(call[0].ChannelsLast()).Reshape([.. call.Shape[..2], .. Enumerable.Repeat(1, call.Shape.Rank - 2)]), rounding);

    private static Layer<T, Tensor<T>, Tensor<T>> Average(OnnxCall<T> call)
    {
        var window = OnnxWindow.Of(call);
        OnnxLimitException.Unless(window.Dilation.All(static step => step == 1), "means of places that are apart");
        OnnxLimitException.Unless(!call.Flag("ceil_mode") || !call.Flag("count_include_pad"), "padding that counts and places beyond it that do not");
        return Layers<T>.AveragePool(window.Kernel, window.Strides, window.Padding, call.Flag("count_include_pad"));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Maximum(OnnxCall<T> call)
    {
        var window = OnnxWindow.Of(call);
        return Layers<T>.MaxPool(window.Kernel, window.Strides, window.Padding, window.Dilation);
    }

    private static Tensor<T> DepthToSpace(OnnxCall<T> call)
    {
        var (x, factor, isChannelFirst) = (call[0], call.Integer("blocksize", 0), call.Text("mode") == "CRD");
        if (isChannelFirst)
        {
            // The places of each channel lie side by side: in ours the channels of each place do.
            var (channels, space) = (x.Shape[1] / (factor * factor), x.Shape[2..]);
            x = x.Reshape([x.Shape[0], channels, factor * factor, .. space]).Permute(0, 2, 1, 3, 4).Reshape(x.Shape);
        }
        return Layers<T>.PixelShuffle(factor).Of(x.ChannelsLast()).ChannelsFirst();
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Upsample(OnnxCall<T> call)
    {
        OnnxLimitException.Unless(call.Text("mode") is null or "nearest", "interpolation from the corners of cells");
        return Layers<T>.Upsample(Factors(call, call[1]));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Resize(OnnxCall<T> call)
    {
        var (mode, places) = (call.Text("mode") ?? "nearest", call.Text("coordinate_transformation_mode") ?? "half_pixel");
        var nearest = call.Text("nearest_mode") ?? "round_prefer_floor";
        OnnxLimitException.Unless(mode is "nearest" or "linear", "cubic interpolation");
        var factors = Factors(call, call.Find(2) ?? call[3] / OnnxConventions.Numbers<T>(call.Shape.Sizes, [call.Shape.Rank]));
        // Of cells of which each becomes several whole ones, the nearest is the one they lie in.
        var isOwn = (places, nearest) is ("half_pixel", "round_prefer_floor") or ("asymmetric", "floor");
        OnnxLimitException.Unless(mode == "linear" || isOwn, "a nearest place that is not the cell's own");
        OnnxLimitException.Unless(mode == "nearest" || places is "half_pixel" or "align_corners", "other places of lines");
        return mode == "nearest" ? Layers<T>.Upsample(factors) : Layers<T>.Upsample(factors, Interpolation.Linear, places == "align_corners");
    }

    private static Shape Factors(OnnxCall<T> call, Tensor<T> scales)
    {
        OnnxLimitException.Unless(scales.All(static scale => scale >= T.One && T.IsInteger(scale)), "a size that is no multiple");
        return Shape.Create([.. scales.Skip(2).Select(int.CreateChecked)]);
    }
}
