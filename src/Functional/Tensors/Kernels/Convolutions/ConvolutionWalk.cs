namespace Functional.Kernels;

/// <summary>
/// How tiles go over a padded image, forward or back: result q of a phase is a sum over its taps, each of which sees the place <c>q·Step + tap</c> of the padded source. Forward there
/// is one phase. Back there is one for each remainder that a place of the input has by the stride: so nothing is ever multiplied by the zeros that the stride leaves out.
/// </summary>
internal sealed class ConvolutionWalk
{
    /// <summary>The size of the source, its numbers in a place, and those that one group sees.</summary>
    public required Space Source { get; init; }

    public required int SourceChannels { get; init; }

    /// <summary>The size of the result, and its numbers in a place.</summary>
    public required Space Result { get; init; }

    public required int ResultChannels { get; init; }

    public required int Groups { get; init; }

    /// <summary>How far apart in the source neighbouring results of a phase see.</summary>
    public required Space Step { get; init; }

    /// <summary>How far apart neighbouring results of a phase lie.</summary>
    public required Space ResultStep { get; init; }

    /// <summary>The place of the source at which the padded one begins: negative where there are zeros before it.</summary>
    public required Space Lowest { get; init; }

    /// <summary>How many places one result sees at most, from the first to the last.</summary>
    public required Space Reach { get; init; }

    /// <summary>How many results the largest phase has.</summary>
    public required Space Count { get; init; }

    public required Phase[] Phases { get; init; }

    public int SourceGroup => SourceChannels / Groups;

    public int ResultGroup => ResultChannels / Groups;

    /// <summary>y from x.</summary>
    public static ConvolutionWalk Output(ConvolutionSizes s)
    {
        var (k, d) = (s.Kernel, s.Dilation);
        return new()
        {
            Source = s.Input,
            SourceChannels = s.Channels,
            Result = s.Output,
            ResultChannels = s.Filters,
            Groups = s.Groups,
            Step = s.Stride,
            ResultStep = new(1, 1, 1),
            Lowest = new(-s.Before.Depth, -s.Before.Height, -s.Before.Width),
            Reach = new((k.Depth - 1) * d.Depth + 1, (k.Height - 1) * d.Height + 1, (k.Width - 1) * d.Width + 1),
            Count = s.Output,
            Phases = [new(default, s.Output, [.. Taps(k.Depth, d.Depth)], [.. Taps(k.Height, d.Height)], [.. Taps(k.Width, d.Width)], k)],
        };

        static IEnumerable<(int, int)> Taps(int count, int dilation) => Enumerable.Range(0, count).Select(tap => (tap, tap * dilation));
    }

    /// <summary>x̄ from ȳ.</summary>
    public static ConvolutionWalk Input(ConvolutionSizes s)
    {
        var (depth, height, width) = (Back(s, 0), Back(s, 1), Back(s, 2));
        return new()
        {
            Source = s.Output,
            SourceChannels = s.Filters,
            Result = s.Input,
            ResultChannels = s.Channels,
            Groups = s.Groups,
            Step = new(1, 1, 1),
            ResultStep = s.Stride,
            Lowest = new(depth.Lowest, height.Lowest, width.Lowest),
            Reach = new(depth.Reach, height.Reach, width.Reach),
            Count = new(Largest(depth.Phases), Largest(height.Phases), Largest(width.Phases)),
            Phases =
            [
                .. depth.Phases.SelectMany(d => height.Phases.SelectMany(h => width.Phases.Select(w => new Phase(
                    new(d.First, h.First, w.First), new(d.Count, h.Count, w.Count), d.Taps, h.Taps, w.Taps, s.Kernel)))),
            ],
        };

        static int Largest((int, int Count, (int, int)[])[] phases) => phases.Max(static phase => phase.Count);
    }

    /// <summary>
    /// The phases along one axis. Input i = first + stride·q was seen with tap r by output (first + before − r·dilation)/stride + q, where that is whole. Later taps see it from earlier outputs, so they
    /// come first.
    /// </summary>
    private static (int Lowest, int Reach, (int First, int Count, (int Tap, int At)[] Taps)[] Phases) Back(ConvolutionSizes s, int axis)
    {
        var (stride, dilation, before, size) = (s.Stride[axis], s.Dilation[axis], s.Before[axis], s.Input[axis]);
        var phases = Enumerable.Range(0, Math.Min(stride, size)).Select(first => (
            First: first, Count: (size - first + stride - 1) / stride,
            Taps: Enumerable.Range(0, s.Kernel[axis]).Reverse().Select(tap => (Tap: tap, From: first + before - tap * dilation))
                .Where(tap => tap.From % stride == 0).Select(tap => (tap.Tap, At: tap.From / stride)).ToArray())).ToArray();
        var all = phases.SelectMany(static phase => phase.Taps).Select(static tap => tap.At).ToArray();
        var lowest = all.DefaultIfEmpty(0).Min();
        return (
            lowest, all.DefaultIfEmpty(0).Max() - lowest + 1,
            [.. phases.Select(phase => (phase.First, phase.Count, phase.Taps.Select(tap => (tap.Tap, tap.At - lowest)).ToArray()))]);
    }
}

/// <summary>Results that see their sources with the same taps.</summary>
internal sealed class Phase
{
    private readonly (int Tap, int At)[] depth, height, width;

    public Phase(Space first, Space count, (int Tap, int At)[] depth, (int Tap, int At)[] height, (int Tap, int At)[] width, Space kernel)
    {
        (First, Count, this.depth, this.height, this.width) = (first, count, depth, height, width);
        Taps = Each(width, (d, h, w) => (d.Tap * kernel.Height + h.Tap) * kernel.Width + w.Tap);
    }

    /// <summary>The place of its first result.</summary>
    public Space First { get; }

    /// <summary>How many results it has along each axis.</summary>
    public Space Count { get; }

    /// <summary>Its taps, as places in the kernel.</summary>
    public int[] Taps { get; }

    /// <summary>
    /// Where the stretches begin in the padded source, in elements, and how long they are: the taps along a line together where they see neighbouring places and all channels of these.
    /// </summary>
    public (int[] Offsets, int Length) Segments(int pitchHeight, int pitchWidth, int channels, int groups)
    {
        var together = groups == 1;
        for (var i = 1; i < width.Length; i++)
            together &= width[i].At == width[i - 1].At + 1;
        return (
            Each(together && width.Length > 0 ? width[..1] : width, (d, h, w) => ((d.At * pitchHeight + h.At) * pitchWidth + w.At) * channels),
            together ? width.Length * channels : channels / groups);
    }

    private int[] Each((int Tap, int At)[] across, Func<(int Tap, int At), (int Tap, int At), (int Tap, int At), int> of)
    {
        var (all, i) = (new int[depth.Length * height.Length * across.Length], 0);
        foreach (var d in depth)
            foreach (var h in height)
                foreach (var w in across)
                    all[i++] = of(d, h, w);
        return all;
    }
}
