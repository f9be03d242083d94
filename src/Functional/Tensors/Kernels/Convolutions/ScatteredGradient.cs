using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// x̄ where there are few input channels: for some outputs at a time the product of ȳ with the transposed weight, which says how much of each goes to every tap and channel, and then
/// each line of taps is added to a padded image, where it lies together. Each number is a sum over the outputs that saw it, in their order.
/// </summary>
internal readonly unsafe struct ScatteredGradient<T, V, L>(ConvolutionSizes sizes, T* dy, T* weight, T* dx, int imagesOfPart) : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int ProductBytes = 64 * 1024;
    private const int PartsForEachThread = 4;
    private const int FewBytes = 32;            // whatever the vectors are: the order of sums is no matter of the hardware

    /// <summary>Whether there are so few channels that tiles of x̄ would be mostly empty.</summary>
    public static bool Fits(ConvolutionSizes s) => s.Groups == 1 && s.Channels * sizeof(T) <= FewBytes;

    public static void Run(ConvolutionSizes s, T* dy, T* w, T* dx)
    {
        var threads = Grid.ThreadsFor(s.Work);
        using var transposed = new PackingBuffer<T>(s.WeightCount);
        Packing<T>.Run(w, s.Filters, 1, s.Terms, s.Filters, transposed.Memory, s.Terms);
        var parts = Math.Min(s.Batch, threads > 1 ? PartsForEachThread * threads : 1);
        var imagesOfPart = (s.Batch + parts - 1) / parts;
        ParallelFor<ScatteredGradient<T, V, L>>.Do(
            new(s, dy, transposed.Memory, dx, imagesOfPart), (s.Batch + imagesOfPart - 1) / imagesOfPart, threads, s.Work);
    }

    public void Do(int part)
    {
        var s = sizes;
        Space padded = new(Extent(0), Extent(1), Extent(2));
        var outputs = Math.Min(s.Output.Count, Math.Max(1, ProductBytes / sizeof(T) / s.Terms));
        using var image = new PackingBuffer<T>(padded.Count * s.Channels);
        using var product = new PackingBuffer<T>(outputs * s.Terms);
        for (var i = part * imagesOfPart; i < Math.Min(s.Batch, (part + 1) * imagesOfPart); i++)
        {
            new Span<T>(image.Memory, padded.Count * s.Channels).Clear();
            var from = dy + (nint)i * s.OutputCount;
            for (var first = 0; first < s.Output.Count; first += outputs)
            {
                var count = Math.Min(outputs, s.Output.Count - first);
                Blocks<T, V, L>.InPlace(
                    new(from + (nint)first * s.Filters, count, s.Filters, s.Filters, 1), new(weight, s.Filters, s.Terms, s.Terms, 1), product.Memory, s.Terms, null);
                Scatter(product.Memory, first, count, image.Memory, padded);
            }
            Copy(image.Memory, padded, dx + (nint)i * s.InputCount);
        }
    }

    /// <summary>How far an axis of the padded image goes: as far as outputs see, and the input reaches.</summary>
    private int Extent(int axis) => Math.Max(
        (sizes.Output[axis] - 1) * sizes.Stride[axis] + (sizes.Kernel[axis] - 1) * sizes.Dilation[axis] + 1, sizes.Before[axis] + sizes.Input[axis]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Scatter(T* product, int first, int count, T* image, Space padded)
    {
        var (s, line) = (sizes, (nint)padded.Width * sizes.Channels);
        var together = s.Dilation.Width == 1;
        var (length, across) = together ? (s.Kernel.Width * s.Channels, 1) : (s.Channels, s.Kernel.Width);
        var plane = line * padded.Height;
        for (var output = first; output < first + count; output++, product += s.Terms)
        {
            var (d, h, w) = (output / (s.Output.Height * s.Output.Width), output / s.Output.Width % s.Output.Height, output % s.Output.Width);
            var to = image + d * s.Stride.Depth * plane + h * s.Stride.Height * line + (nint)w * s.Stride.Width * s.Channels;
            for (var tapDepth = 0; tapDepth < s.Kernel.Depth; tapDepth++)
                for (var tap = 0; tap < across; tap++)
                    Add(
                        product + (nint)(tapDepth * s.Kernel.Height * s.Kernel.Width + tap) * s.Channels,
                        s.Kernel.Width * s.Channels,
                        to + tapDepth * s.Dilation.Depth * plane + (nint)tap * s.Dilation.Width * s.Channels,
                        s.Dilation.Height * line, s.Kernel.Height, length);
        }
    }

    /// <summary>Adds lines to others. The lines are the inner loop: what was just stored is read again late.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add(T* from, nint fromStep, T* to, nint toStep, int lines, int length)
    {
        var whole = length - length % L.Count;
        var mask = L.MaskOf(length % L.Count);
        for (var line = 0; line < lines; line++, from += fromStep, to += toStep)
        {
            for (var i = 0; i < whole; i += L.Count)
                L.Store(L.Add(L.Load(to + i), L.Load(from + i)), to + i);
            if (whole < length)
                L.Store(L.Add(L.Load(to + whole, mask), L.Load(from + whole, mask)), to + whole, mask);
        }
    }

    private void Copy(T* image, Space padded, T* to)
    {
        var s = sizes;
        var line = s.Input.Width * s.Channels;
        for (var d = 0; d < s.Input.Depth; d++)
            for (var h = 0; h < s.Input.Height; h++, to += line)
                new Span<T>(
                    image + (((nint)(d + s.Before.Depth) * padded.Height + h + s.Before.Height) * padded.Width + s.Before.Width) * s.Channels, line).CopyTo(new(to, line));
    }
}
