using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// How an image is cut into blocks of results, each with the places of the source that it sees, padded with zeros: a block is computed while its source is in the cache. Where nothing is padded the source is read
/// where it lies.
/// </summary>
internal readonly struct PaddedBlocks
{
    private const int Bytes = 256 * 1024;       // a part of a second-level cache

    private readonly Space source;
    private readonly Space lowest;
    private readonly Space step;
    private readonly Space reach;
    private readonly Space count;
    private readonly int channels;
    private readonly int depths;
    private readonly int heights;

    /// <summary>Cuts so that the source of a block is not long, and into at least so many blocks where there are as many lines.</summary>
    public PaddedBlocks(ConvolutionWalk walk, int elementSize, int least)
    {
        (source, lowest, step, reach, count, channels) = (walk.Source, walk.Lowest, walk.Step, walk.Reach, walk.Count, walk.SourceChannels);
        var width = (count.Width - 1) * step.Width + reach.Width;
        var line = (long)width * channels * elementSize;
        var plane = line * ((count.Height - 1) * step.Height + reach.Height);
        (depths, heights) = (count.Depth, count.Height);
        if (count.Depth > 1)
            depths = Math.Min(Fitting(count.Depth, step.Depth, reach.Depth, plane), Math.Max(1, count.Depth / least));
        if (count.Depth == 1 || depths == 1)
            heights = Math.Min(Fitting(count.Height, step.Height, reach.Height, line * reach.Depth), Math.Max(1, count.Height * Math.Max(1, count.Depth) / least));
        heights = Math.Min(heights, count.Height);
        PitchHeight = (heights - 1) * step.Height + reach.Height;
        PitchWidth = width;
        IsInPlace = lowest == default && width <= source.Width
            && (count.Height - 1) * step.Height + reach.Height <= source.Height && (count.Depth - 1) * step.Depth + reach.Depth <= source.Depth;
        if (IsInPlace)
            (PitchHeight, PitchWidth) = (source.Height, source.Width);
    }

    public bool IsInPlace { get; }

    public int PitchHeight { get; }

    public int PitchWidth { get; }

    /// <summary>How many blocks an image has.</summary>
    public int Count => Parts(count.Depth, depths) * Parts(count.Height, heights);

    /// <summary>How many elements a padded block has.</summary>
    public int Length => IsInPlace ? 0 : ((depths - 1) * step.Depth + reach.Depth) * PitchHeight * PitchWidth * channels;

    /// <summary>The results of a block: the first and the last but one along the depth and the height.</summary>
    public (int Depth, int Depths, int Height, int Heights) this[int block]
    {
        get
        {
            var across = Parts(count.Height, heights);
            var (d, h) = (block / across * depths, block % across * heights);
            return (d, Math.Min(depths, count.Depth - d), h, Math.Min(heights, count.Height - h));
        }
    }

    /// <summary>The source of a block: where it lies, or copied to the buffer. Whole images have their zeros at the same places, so only the first of them writes these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public unsafe T* Load<T>(T* image, int block, T* buffer, ref bool hasZeros)
        where T : unmanaged
    {
        var (depth, countDepth, height, countHeight) = this[block];
        if (IsInPlace)
            return image + (nint)(depth * step.Depth * source.Height + height * step.Height) * source.Width * channels;
        var whole = Count == 1;
        if (whole && !hasZeros)
            new Span<T>(buffer, Length).Clear();
        hasZeros = whole;
        var line = PitchWidth * channels;
        var (from, to) = (Math.Max(0, lowest.Width), Math.Min(source.Width, lowest.Width + PitchWidth));
        var (left, length) = ((from - lowest.Width) * channels, Math.Max(0, to - from) * channels);
        for (var d = 0; d < (countDepth - 1) * step.Depth + reach.Depth; d++)
        {
            var atDepth = lowest.Depth + depth * step.Depth + d;
            for (var h = 0; h < (countHeight - 1) * step.Height + reach.Height; h++)
            {
                var atHeight = lowest.Height + height * step.Height + h;
                var target = buffer + (nint)(d * PitchHeight + h) * line;
                var inside = (uint)atDepth < (uint)source.Depth && (uint)atHeight < (uint)source.Height && length > 0;
                if (!whole)
                    Zeros(target, inside ? left : line, inside ? left + length : line, line);
                if (inside)
                    Copy(image + ((nint)(atDepth * source.Height + atHeight) * source.Width + from) * channels, target + left, length);
            }
        }
        return buffer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Zeros<T>(T* target, int before, int after, int line)
        where T : unmanaged
    {
        new Span<T>(target, before).Clear();
        new Span<T>(target + after, line - after).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Copy<T>(T* source, T* target, int count)
        where T : unmanaged => Unsafe.CopyBlockUnaligned(target, source, (uint)(count * sizeof(T)));

    private static int Fitting(int count, int step, int reach, long bytes)
    {
        var places = Bytes / Math.Max(1, bytes);
        return (int)Math.Clamp((places - reach) / step + 1, 1, count);
    }

    private static int Parts(int size, int part) => (size + part - 1) / part;
}
