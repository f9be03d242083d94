namespace Functional.Kernels;

/// <summary>
/// The weights of a convolution as tiles read them, straight ahead: for each phase and group panels of two vectors of columns, in each of them a row for each tap and channel of the source.
/// </summary>
internal readonly unsafe struct PackedWeights<T>
    where T : unmanaged
{
    /// <summary>Where they are.</summary>
    public required T* Memory { get; init; }

    /// <summary>Where those of each phase begin.</summary>
    public required int[] Starts { get; init; }

    /// <summary>How many numbers a row of a panel has: whole vectors.</summary>
    public static int Width(int columns, int lanes) => columns > lanes ? 2 * lanes : lanes;

    /// <summary>How many numbers the panels of a group have.</summary>
    public static int GroupLength(int inner, int columns, int lanes) => inner * ((columns + lanes - 1) / lanes * lanes);

    /// <summary>Where the weights of each phase begin, and how many numbers there are in all.</summary>
    public static (int[] Starts, int Length) Plan(ConvolutionWalk walk, int lanes)
    {
        var (starts, length) = (new int[walk.Phases.Length], 0);
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = length;
            length += Math.Max(
                walk.Groups * GroupLength(walk.Phases[i].Taps.Length * walk.SourceGroup, walk.ResultGroup, lanes),
                GroupLength(walk.Phases[i].Taps.Length, walk.ResultChannels, lanes));
        }
        return (starts, length);
    }

    /// <summary>Packs a weight <c>[taps, 1, channels]</c> of channels that are apart: panels of one vector, a row for each tap.</summary>
    public void PackApart(ConvolutionWalk walk, T* weight, int lanes)
    {
        for (var i = 0; i < Starts.Length; i++)
        {
            var to = Memory + Starts[i];
            for (var column = 0; column < walk.ResultChannels; column += lanes)
                foreach (var tap in walk.Phases[i].Taps)
                {
                    var columns = Math.Min(lanes, walk.ResultChannels - column);
                    new Span<T>(weight + (nint)tap * walk.ResultChannels + column, columns).CopyTo(new(to, columns));
                    to += lanes;
                }
        }
    }

    /// <summary>Packs a weight <c>[taps, in/groups, out]</c>: for y its rows, for x̄ its columns.</summary>
    public void Pack(ConvolutionSizes s, ConvolutionWalk walk, T* weight, bool forward, int lanes)
    {
        for (var i = 0; i < Starts.Length; i++)
        {
            var taps = walk.Phases[i].Taps;
            var to = Memory + Starts[i];
            for (var group = 0; group < walk.Groups; group++)
                for (var column = 0; column < walk.ResultGroup; column += 2 * lanes)
                {
                    var columns = Math.Min(2 * lanes, walk.ResultGroup - column);
                    var width = Width(columns, lanes);
                    foreach (var tap in taps)
                    {
                        var from = weight + (nint)tap * s.GroupChannels * s.Filters + group * s.GroupFilters;
                        if (forward)
                            Packing<T>.Run(from + column, 1, s.Filters, columns, s.GroupChannels, to, width);
                        else
                            Packing<T>.Run(from + (nint)column * s.Filters, s.Filters, 1, columns, s.GroupFilters, to, width);
                        to += walk.SourceGroup * width;
                    }
                }
        }
    }
}
