using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// Few filters fill no vector. But neighbouring outputs of a line lie beside each other, and so n of them with k filters each are one output with n·k filters of a kernel
/// n − 1 taps wider, that moves n places at a time: the same taps, each at its place, between weights of 0.
/// </summary>
internal static class PixelGroups
{
    private const int LargestGroup = 16;
    private const int VectorBytes = 64;         // whatever the vectors are: the order of sums is no matter of the hardware

    /// <summary>How many outputs should go together; 1 where each should go by itself.</summary>
    public static int Of<T>(ConvolutionSizes s)
        where T : unmanaged
    {
        if (s.Groups > 1 || s.Stride.Width > 1 || s.Dilation.Width > 1)
            return 1;
        var (best, least, lanes) = (1, double.PositiveInfinity, VectorBytes / Unsafe.SizeOf<T>());
        for (var n = 1; n <= LargestGroup && n * s.Filters <= 2 * lanes; n *= 2)
        {
            var cost = (double)((n * s.Filters + lanes - 1) / lanes) * (s.Kernel.Width + n - 1) / n;
            if (s.Output.Width % n == 0 && cost < least)
                (best, least) = (n, cost);
        }
        return best;
    }

    /// <summary>The convolution of groups.</summary>
    public static ConvolutionSizes Sizes(ConvolutionSizes s, int n) => s with
    {
        Kernel = s.Kernel with { Width = s.Kernel.Width + n - 1 },
        Output = s.Output with { Width = s.Output.Width / n },
        Stride = s.Stride with { Width = n },
        Filters = n * s.Filters,
    };

    /// <summary>Its weights <c>[taps, in, n·out]</c>.</summary>
    public static void Spread<T>(ConvolutionSizes s, int n, ReadOnlySpan<T> w, Span<T> spread)
    {
        spread.Clear();
        var (wide, width, row) = (s.Kernel.Width + n - 1, s.Kernel.Width, s.Channels * s.Filters);
        for (var line = 0; line < s.Kernel.Depth * s.Kernel.Height; line++)
            for (var tap = 0; tap < width; tap++)
                for (var c = 0; c < s.Channels; c++)
                    for (var pixel = 0; pixel < n; pixel++)
                        w.Slice((line * width + tap) * row + c * s.Filters, s.Filters)
                            .CopyTo(spread.Slice(((line * wide + tap + pixel) * s.Channels + c) * n * s.Filters + pixel * s.Filters, s.Filters));
    }

    /// <summary>The gradient of the weights from that of the spread ones: each is at n places.</summary>
    public static void Gather<T>(ConvolutionSizes s, int n, ReadOnlySpan<T> spread, Span<T> dw)
        where T : INumberBase<T>
    {
        dw.Clear();
        var (wide, width, row) = (s.Kernel.Width + n - 1, s.Kernel.Width, s.Channels * s.Filters);
        for (var line = 0; line < s.Kernel.Depth * s.Kernel.Height; line++)
            for (var tap = 0; tap < width; tap++)
                for (var c = 0; c < s.Channels; c++)
                    for (var pixel = 0; pixel < n; pixel++)
                        for (var k = 0; k < s.Filters; k++)
                            dw[(line * width + tap) * row + c * s.Filters + k] +=
                                spread[((line * wide + tap + pixel) * s.Channels + c) * n * s.Filters + pixel * s.Filters + k];
    }

    /// <summary>A bias for each output of a group.</summary>
    public static void Repeat<T>(ReadOnlySpan<T> bias, Span<T> repeated)
    {
        for (var at = 0; at < repeated.Length; at += bias.Length)
            bias.CopyTo(repeated[at..]);
    }
}
