using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// Images under a kernel, block by block and panel by panel, with tiles straight over the padded image: no patches are copied. Each number of the result is one chain of multiply-adds in the order of the taps and
/// channels, so threads may divide images and lines as they like.
/// </summary>
internal readonly unsafe struct DirectConvolution<T, V, L, K> : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
    where K : struct, IChannels
{
    private const int PartsForEachThread = 4;

    private readonly ConvolutionWalk walk;
    private readonly PaddedBlocks blocks;
    private readonly PhaseTiles<T>[] phases;
    private readonly T* source;
    private readonly T* bias;
    private readonly T* result;
    private readonly Pointwise<T>? activation;
    private readonly FiniteLoop.FoundOne? notFinite;
    private readonly int units;
    private readonly int unitsOfPart;

    private DirectConvolution(
        ConvolutionWalk walk, PaddedBlocks blocks, PhaseTiles<T>[] phases, T* source, T* bias, T* result, Pointwise<T>? activation, FiniteLoop.FoundOne? notFinite,
        int units, int unitsOfPart)
    {
        (this.walk, this.blocks, this.phases, this.activation, this.notFinite, this.units, this.unitsOfPart) = (walk, blocks, phases, activation, notFinite, units, unitsOfPart);
        this.source = source;
        this.bias = bias;
        this.result = result;
    }

    /// <summary>Goes over all images.</summary>
    /// <param name="walk">How.</param>
    /// <param name="batch">How many images there are.</param>
    /// <param name="source">The images.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">What is added to each place of the result, or null.</param>
    /// <param name="result">The result.</param>
    /// <param name="activation">What becomes of the sums, or null.</param>
    /// <param name="notFinite">Is told where sums are not finite, which then are left as they are; null where it does not matter.</param>
    /// <param name="work">How many multiply-adds there are.</param>
    public static void Run(
        ConvolutionWalk walk, int batch, T* source, PackedWeights<T> weights, T* bias, T* result, Pointwise<T>? activation, FiniteLoop.FoundOne? notFinite, long work)
    {
        var threads = Grid.ThreadsFor(work);
        var blocks = new PaddedBlocks(walk, sizeof(T), threads > 1 ? (PartsForEachThread * threads + batch - 1) / batch : 1);
        var offsets = walk.Phases.Select(phase => phase.Segments(blocks.PitchHeight, blocks.PitchWidth, walk.SourceChannels, Groups(walk))).ToArray();
        using var segments = new PackingBuffer<int>(offsets.Sum(static each => each.Offsets.Length) + 1);
        var phases = new PhaseTiles<T>[offsets.Length];
        for (int i = 0, at = 0; i < phases.Length; at += offsets[i++].Offsets.Length)
        {
            offsets[i].Offsets.CopyTo(new Span<int>(segments.Memory + at, offsets[i].Offsets.Length));
            phases[i] = new(walk.Phases[i], segments.Memory + at, offsets[i].Offsets.Length, K.AreApart ? offsets[i].Length / walk.SourceChannels : offsets[i].Length, weights.Memory + weights.Starts[i]);
        }
        var units = batch * blocks.Count;
        var parts = threads > 1 ? Math.Min(units, PartsForEachThread * threads) : 1;
        var unitsOfPart = (units + parts - 1) / parts;
        ParallelFor<DirectConvolution<T, V, L, K>>.Do(
            new(walk, blocks, phases, source, bias, result, activation, notFinite, units, unitsOfPart), (units + unitsOfPart - 1) / unitsOfPart, threads, work);
    }

    public void Do(int part)
    {
        using var buffer = new PackingBuffer<T>(blocks.Length);
        var (hasZeros, count) = (false, blocks.Count);
        for (var unit = part * unitsOfPart; unit < Math.Min(units, (part + 1) * unitsOfPart); unit++)
        {
            var (image, block) = (unit / count, unit % count);
            var from = blocks.Load(source + (nint)image * walk.Source.Count * walk.SourceChannels, block, buffer.Memory, ref hasZeros);
            var to = result + (nint)image * walk.Result.Count * walk.ResultChannels;
            foreach (var phase in phases)
                for (var group = 0; group < Groups(walk); group++)
                    Panels(phase, group, from, to, blocks[block]);
            Activate(to, blocks[block]);
        }
    }

    private static int PanelColumns => ConvolutionTiles<T, V, L>.PanelColumns<K>();

    /// <summary>The groups that tiles go through one after the other: channels that are apart are one.</summary>
    private static int Groups(ConvolutionWalk walk) => K.AreApart ? 1 : walk.Groups;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Panels(in PhaseTiles<T> phase, int group, T* from, T* to, (int Depth, int Depths, int Height, int Heights) block)
    {
        var (first, step) = (phase.Phase.First, walk.ResultStep);
        var (lastDepth, lastHeight) = (Math.Min(block.Depth + block.Depths, phase.Phase.Count.Depth), Math.Min(block.Height + block.Heights, phase.Phase.Count.Height));
        var columns = walk.ResultChannels / Groups(walk);
        var inner = phase.SegmentCount * phase.SegmentLength;
        var weights = phase.Weights + (nint)group * PackedWeights<T>.GroupLength(inner, columns, L.Count);
        var tile = new ConvolutionOperands<T>
        {
            Segments = phase.Segments,
            SegmentCount = phase.SegmentCount,
            SegmentLength = phase.SegmentLength,
            InnerStep = K.AreApart ? walk.SourceChannels : 1,
            RowStep = (nint)walk.Step.Width * walk.SourceChannels,
            ResultStep = (nint)step.Width * walk.ResultChannels,
        };
        for (var column = 0; column < columns; column += PanelColumns)
        {
            var width = Math.Min(PanelColumns, columns - column);
            tile.ColumnStep = PackedWeights<T>.Width(width, L.Count);
            tile.B = weights;
            tile.Bias = bias == null ? null : bias + group * columns + column;
            for (var d = block.Depth; d < lastDepth; d++)
                for (var h = block.Height; h < lastHeight; h++)
                    Line(
                        phase.Phase.Count.Width, width,
                        from + ((nint)(d - block.Depth) * walk.Step.Depth * blocks.PitchHeight + (nint)(h - block.Height) * walk.Step.Height) * blocks.PitchWidth * walk.SourceChannels
                            + (K.AreApart ? column : group * walk.SourceGroup),
                        to + (((nint)(first.Depth + d * step.Depth) * walk.Result.Height + first.Height + h * step.Height) * walk.Result.Width + first.Width) * walk.ResultChannels
                            + group * columns + column,
                        ref tile);
            weights += inner * tile.ColumnStep;
        }
    }

    private static void Line(int rows, int columns, T* a, T* c, ref ConvolutionOperands<T> tile)
    {
        if (tile.SegmentCount == 0)
        {
            for (var row = 0; row < rows; row++)
                new Span<T>(c + row * tile.ResultStep, columns).Clear();
            return;
        }
        var height = ConvolutionTiles<T, V, L>.Height(rows);
        for (var row = 0; row < rows; row += height)
        {
            tile.A = a + row * tile.RowStep;
            tile.C = c + row * tile.ResultStep;
            ConvolutionTiles<T, V, L>.Run<K>(Math.Min(height, rows - row), columns, ref tile);
        }
    }

    /// <summary>The activation of what has just been stored: of whole lines.</summary>
    private void Activate(T* to, (int Depth, int Depths, int Height, int Heights) block)
    {
        if (activation is null && notFinite is null)
            return;
        var line = walk.Result.Width * walk.ResultChannels;
        for (var d = block.Depth; d < block.Depth + block.Depths; d++)
        {
            var lines = new Span<T>(to + ((nint)d * walk.Result.Height + block.Height) * line, block.Heights * line);
            if (notFinite is not null && !FiniteLoop.Run<T>(lines))
                notFinite.Add();
            else
                activation?.Invoke(lines, lines);
        }
    }
}

/// <summary>What the tiles of a phase read: its stretches and its weights.</summary>
internal readonly unsafe struct PhaseTiles<T>(Phase phase, int* segments, int segmentCount, int segmentLength, T* weights)
    where T : unmanaged
{
    public readonly Phase Phase = phase;
    public readonly int* Segments = segments;
    public readonly int SegmentCount = segmentCount;
    public readonly int SegmentLength = segmentLength;
    public readonly T* Weights = weights;
}
