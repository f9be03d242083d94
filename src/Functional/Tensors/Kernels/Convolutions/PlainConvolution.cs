using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// Convolution and its two adjoints as they are defined, in loops over every output, tap and channel: for what no faster way fits, and to hold the
/// faster ways against. Each output and each gradient of an input is one chain of multiply-adds, in the order of the taps and channels, so it is bitwise what
/// the tiles compute.
/// </summary>
internal static class PlainConvolution<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>y = x ∗ w of one image.</summary>
    public static void Output(ConvolutionSizes s, ReadOnlySpan<T> x, ReadOnlySpan<T> w, Span<T> y)
    {
        y.Clear();
        for (var d = 0; d < s.Output.Depth; d++)
            for (var h = 0; h < s.Output.Height; h++)
                for (var v = 0; v < s.Output.Width; v++)
                {
                    var to = y.Slice(Place(s.Output, d, h, v) * s.Filters, s.Filters);
                    for (var tap = 0; tap < s.Kernel.Count; tap++)
                    {
                        var seen = Seen(s, d, h, v, tap);
                        for (var g = 0; g < s.Groups; g++)
                            for (var c = 0; c < s.GroupChannels; c++)
                                AddMultiple(
                                    seen < 0 ? T.Zero : x[seen * s.Channels + g * s.GroupChannels + c], Weights(s, w, tap, c, g),
                                    to.Slice(g * s.GroupFilters, s.GroupFilters));
                    }
                }
    }

    /// <summary>x̄ of one image from ȳ: an input is seen by later outputs with earlier taps, so the taps are gone through from the last one on.</summary>
    public static void Input(ConvolutionSizes s, ReadOnlySpan<T> dy, ReadOnlySpan<T> w, Span<T> dx)
    {
        dx.Clear();
        for (var d = 0; d < s.Input.Depth; d++)
            for (var h = 0; h < s.Input.Height; h++)
                for (var v = 0; v < s.Input.Width; v++)
                {
                    var to = dx.Slice(Place(s.Input, d, h, v) * s.Channels, s.Channels);
                    for (var tap = s.Kernel.Count - 1; tap >= 0; tap--)
                        if (Seeing(s, d, h, v, tap) is >= 0 and var seeing)
                            for (var c = 0; c < s.Channels; c++)
                            {
                                var g = c / s.GroupChannels;
                                to[c] = Chain(
                                    dy.Slice(seeing * s.Filters + g * s.GroupFilters, s.GroupFilters), Weights(s, w, tap, c % s.GroupChannels, g), to[c]);
                            }
                }
    }

    /// <summary>Adds w̄ of one image from x and ȳ.</summary>
    public static void AddWeights(ConvolutionSizes s, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dw)
    {
        for (var d = 0; d < s.Output.Depth; d++)
            for (var h = 0; h < s.Output.Height; h++)
                for (var v = 0; v < s.Output.Width; v++)
                {
                    var from = dy.Slice(Place(s.Output, d, h, v) * s.Filters, s.Filters);
                    for (var tap = 0; tap < s.Kernel.Count; tap++)
                        if (Seen(s, d, h, v, tap) is >= 0 and var seen)
                            for (var g = 0; g < s.Groups; g++)
                                for (var c = 0; c < s.GroupChannels; c++)
                                    AddMultiple(
                                        x[seen * s.Channels + g * s.GroupChannels + c], from.Slice(g * s.GroupFilters, s.GroupFilters),
                                        dw.Slice((tap * s.GroupChannels + c) * s.Filters + g * s.GroupFilters, s.GroupFilters));
                }
    }

    private static int Place(Space size, int d, int h, int w) => (d * size.Height + h) * size.Width + w;

    private static ReadOnlySpan<T> Weights(ConvolutionSizes s, ReadOnlySpan<T> w, int tap, int channel, int group) =>
        w.Slice((tap * s.GroupChannels + channel) * s.Filters + group * s.GroupFilters, s.GroupFilters);

    private static void AddMultiple(T factor, ReadOnlySpan<T> from, Span<T> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = T.MultiplyAddEstimate(factor, from[i], to[i]);
    }

    private static T Chain(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T sum)
    {
        for (var i = 0; i < x.Length; i++)
            sum = T.MultiplyAddEstimate(x[i], y[i], sum);
        return sum;
    }

    private static (int Depth, int Height, int Width) Tap(ConvolutionSizes s, int tap) =>
        (tap / (s.Kernel.Height * s.Kernel.Width), tap / s.Kernel.Width % s.Kernel.Height, tap % s.Kernel.Width);

    /// <summary>The place that an output sees with a tap, or −1 where that is beyond the edge.</summary>
    private static int Seen(ConvolutionSizes s, int d, int h, int w, int tap)
    {
        var (td, th, tw) = Tap(s, tap);
        d = d * s.Stride.Depth + td * s.Dilation.Depth - s.Before.Depth;
        h = h * s.Stride.Height + th * s.Dilation.Height - s.Before.Height;
        w = w * s.Stride.Width + tw * s.Dilation.Width - s.Before.Width;
        return (uint)d < (uint)s.Input.Depth && (uint)h < (uint)s.Input.Height && (uint)w < (uint)s.Input.Width ? Place(s.Input, d, h, w) : -1;
    }

    /// <summary>The output that sees a place with a tap, or −1 where there is none.</summary>
    private static int Seeing(ConvolutionSizes s, int d, int h, int w, int tap)
    {
        var (td, th, tw) = Tap(s, tap);
        (d, h, w) = (Along(s, 0, d, td), Along(s, 1, h, th), Along(s, 2, w, tw));
        return (d | h | w) < 0 ? -1 : Place(s.Output, d, h, w);
    }

    private static int Along(ConvolutionSizes s, int axis, int place, int tap)
    {
        var from = place + s.Before[axis] - tap * s.Dilation[axis];
        return from >= 0 && from % s.Stride[axis] == 0 && from / s.Stride[axis] < s.Output[axis] ? from / s.Stride[axis] : -1;
    }
}
