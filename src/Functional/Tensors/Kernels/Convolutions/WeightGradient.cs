using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// w̄ with tiles straight over the padded images: rows are taps and channels, columns filters, and the inner index goes over places of the output, block after block of them. The order of its sums
/// depends on shapes alone: images and blocks in a row, or in eight rows whose sums are added by pairs.
/// </summary>
internal readonly unsafe struct WeightGradient<T, V, L, K> : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
    where K : struct, IChannels
{
    private const int Positions = 256;          // of the output at once: what a panel reads of ȳ stays in the first-level cache
    private const int Rows = 8;                 // of images, where there are few weights
    private const int FewWeights = 1 << 16;
    private const int ShortLine = 6;            // rows of a stretch that fill no tile: two or three stretches at once

    private readonly ConvolutionSizes sizes;
    private readonly ConvolutionWalk walk;
    private readonly PaddedBlocks blocks;
    private readonly T* x;
    private readonly T* dy;
    private readonly T* result;
    private readonly T* sums;
    private readonly T* bias;
    private readonly T* ones;
    private readonly int* stretches;
    private readonly int stretchCount;
    private readonly int stretchLength;
    private readonly int* lines;
    private readonly int rows;
    private readonly int jobsOfPart;

    private WeightGradient(
        ConvolutionSizes sizes, ConvolutionWalk walk, PaddedBlocks blocks, T* x, T* dy, T* result, T* sums, T* bias, T* ones,
        int* stretches, int stretchCount, int stretchLength, int* lines, int rows, int jobsOfPart)
    {
        (this.sizes, this.walk, this.blocks, this.stretchCount, this.stretchLength, this.rows, this.jobsOfPart) = (sizes, walk, blocks, stretchCount, stretchLength, rows, jobsOfPart);
        this.x = x;
        this.dy = dy;
        this.result = result;
        this.sums = sums;
        this.bias = bias;
        this.ones = ones;
        this.stretches = stretches;
        this.lines = lines;
    }

    private int LinesOfBlock => blocks[0] is var block ? block.Depths * block.Heights : 0;

    private int Units => sizes.Batch * blocks.Count;

    private static int PanelColumns => ConvolutionTiles<T, V, L>.PanelColumns<K>();

    private int Groups => K.AreApart ? 1 : sizes.Groups;

    /// <summary>How many panels of columns there are in all groups.</summary>
    private int Panels => Groups * ((sizes.Filters / Groups + PanelColumns - 1) / PanelColumns);

    /// <summary>w̄, and the sums b̄ of ȳ over all places if they are not null.</summary>
    public static void Run(ConvolutionSizes sizes, T* x, T* dy, T* dw, T* db)
    {
        var threads = Grid.ThreadsFor(sizes.Work);
        var walk = ConvolutionWalk.Output(sizes);
        var blocks = new PaddedBlocks(walk, sizeof(T), 1);
        var (offsets, length) = walk.Phases[0].Segments(blocks.PitchHeight, blocks.PitchWidth, sizes.Channels, K.AreApart ? 1 : sizes.Groups);
        if (K.AreApart)
            length /= sizes.Channels;
        var (_, depths, _, heights) = blocks[0];
        using var numbers = new PackingBuffer<int>(offsets.Length + depths * heights + 1);
        offsets.CopyTo(new Span<int>(numbers.Memory, offsets.Length));
        var lines = numbers.Memory + offsets.Length;
        for (var line = 0; line < depths * heights; line++)
            lines[line] = (line / heights * sizes.Stride.Depth * blocks.PitchHeight + line % heights * sizes.Stride.Height) * blocks.PitchWidth * sizes.Channels;

        lines[depths * heights] = 0;
        using var one = new PackingBuffer<T>(L.Count);
        new Span<T>(one.Memory, L.Count).Fill(T.One);

        var rows = sizes.Batch * blocks.Count >= Rows && sizes.WeightCount <= FewWeights ? Rows : 1;
        using var sums = new PackingBuffer<T>((rows - 1) * (sizes.WeightCount + sizes.Filters));
        var body = new WeightGradient<T, V, L, K>(sizes, walk, blocks, x, dy, dw, sums.Memory, db, one.Memory, numbers.Memory, offsets.Length, length, lines, rows, 0);
        if (rows > 1)
        {
            ParallelFor<WeightGradient<T, V, L, K>>.Do(body, rows, threads, sizes.Work);
            body.AddRows();
            return;
        }
        var jobs = body.Panels * offsets.Length;
        var jobsOfPart = (jobs + threads - 1) / threads;
        ParallelFor<WeightGradient<T, V, L, K>>.Do(
            new(sizes, walk, blocks, x, dy, dw, sums.Memory, db, one.Memory, numbers.Memory, offsets.Length, length, lines, rows, jobsOfPart), (jobs + jobsOfPart - 1) / jobsOfPart, threads, sizes.Work);
    }

    /// <summary>A row of images and all weights, or all images and some of the weights.</summary>
    public void Do(int part)
    {
        if (rows > 1)
            Sum((int)((long)Units * part / rows), (int)((long)Units * (part + 1) / rows), 0, Panels * stretchCount, RowOf(part), BiasOf(part));
        else
            Sum(0, Units, part * jobsOfPart, Math.Min(Panels * stretchCount, (part + 1) * jobsOfPart), result, part == 0 ? bias : null);
    }

    private T* RowOf(int row) => row == 0 ? result : sums + (nint)(row - 1) * (sizes.WeightCount + sizes.Filters);

    private T* BiasOf(int row) => bias == null || row == 0 ? bias : RowOf(row) + sizes.WeightCount;

    /// <summary>The sums over some images and blocks, of stretches of some panels.</summary>
    private void Sum(int first, int last, int firstJob, int lastJob, T* target, T* biasTarget)
    {
        using var buffer = new PackingBuffer<T>(blocks.Length);
        var (hasZeros, count, output) = (false, blocks.Count, sizes.Output);
        for (var unit = first; unit < last; unit++)
        {
            var (image, block) = (unit / count, unit % count);
            var a = blocks.Load(x + (nint)image * sizes.InputCount, block, buffer.Memory, ref hasZeros);
            var (depth, depths, height, heights) = blocks[block];
            var b = dy + (nint)image * sizes.OutputCount + ((nint)depth * output.Height + height) * output.Width * sizes.Filters;
            var linesAtOnce = Math.Max(1, Positions / output.Width);
            for (var line = 0; line < depths * heights; line += linesAtOnce)
            {
                var tile = new ConvolutionOperands<T>
                {
                    Segments = lines + line,
                    SegmentCount = Math.Min(linesAtOnce, depths * heights - line),
                    SegmentLength = output.Width,
                    InnerStep = (nint)sizes.Stride.Width * sizes.Channels,
                    RowStep = K.AreApart ? sizes.Channels : 1,
                    ColumnStep = sizes.Filters,
                    ResultStep = sizes.Filters,
                    Adds = unit > first || line > 0,
                };
                Weights(a, b + (nint)line * output.Width * sizes.Filters, target, firstJob, lastJob, tile);
                if (biasTarget != null)
                    Sums(b + (nint)line * output.Width * sizes.Filters, biasTarget, tile);
            }
        }
    }

    private void Weights(T* a, T* b, T* target, int firstJob, int lastJob, ConvolutionOperands<T> tile)
    {
        for (var panel = firstJob / stretchCount; panel * stretchCount < lastJob; panel++)
        {
            var panelsOfGroup = Panels / Groups;
            var (group, column) = (panel / panelsOfGroup, panel % panelsOfGroup * PanelColumns);
            var columns = Math.Min(PanelColumns, sizes.Filters / Groups - column);
            var from = a + (K.AreApart ? column : group * sizes.GroupChannels);
            column += group * sizes.GroupFilters;
            tile.B = b + column;
            Stretches(
                from, target + column, columns, Math.Max(0, firstJob - panel * stretchCount), Math.Min(stretchCount, lastJob - panel * stretchCount), ref tile);
        }
    }

    /// <summary>The sums of ȳ, which are its products with a row of ones.</summary>
    private void Sums(T* b, T* target, ConvolutionOperands<T> tile)
    {
        (tile.SegmentLength, tile.SegmentCount, tile.InnerStep, tile.RowStep) = (tile.SegmentCount * tile.SegmentLength, 1, 0, 0);
        tile.A = ones;
        tile.Segments = stretches + stretchCount + LinesOfBlock;
        for (var column = 0; column < sizes.Filters; column += PanelColumns)
        {
            tile.B = b + column;
            tile.C = target + column;
            ConvolutionTiles<T, V, L>.Run<K>(1, Math.Min(PanelColumns, sizes.Filters - column), ref tile);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Stretches(T* a, T* c, int columns, int first, int last, ref ConvolutionOperands<T> tile)
    {
        for (var stretch = first; stretch < last;)
        {
            var places = stretchLength <= ShortLine ? Math.Min(Math.Min(last - stretch, 3), L.TileRows / stretchLength) : 1;
            tile.A = a + stretches[stretch];
            tile.C = c + (nint)stretch * stretchLength * sizes.Filters;
            if (places > 1)
            {
                tile.Second = stretches[stretch + 1] - stretches[stretch];
                tile.Third = places > 2 ? stretches[stretch + 2] - stretches[stretch] : 0;
                ConvolutionTiles<T, V, L>.Run<K>(places, stretchLength, columns, tile);
                stretch += places;
                continue;
            }
            var height = ConvolutionTiles<T, V, L>.Height(stretchLength);
            for (var row = 0; row < stretchLength; row += height)
            {
                ConvolutionTiles<T, V, L>.Run<K>(Math.Min(height, stretchLength - row), columns, ref tile);
                tile.A += height * tile.RowStep;
                tile.C += (nint)height * sizes.Filters;
            }
            stretch++;
        }
    }

    /// <summary>Adds the sums of the rows by pairs: the second half to the first, until one is left.</summary>
    private void AddRows()
    {
        for (var half = rows / 2; half > 0; half /= 2)
            for (var row = 0; row < half; row++)
            {
                var to = new Span<T>(RowOf(row), sizes.WeightCount);
                TensorPrimitives.Add(to, new ReadOnlySpan<T>(RowOf(row + half), sizes.WeightCount), to);
                if (bias == null)
                    continue;
                to = new Span<T>(BiasOf(row), sizes.Filters);
                TensorPrimitives.Add(to, new ReadOnlySpan<T>(BiasOf(row + half), sizes.Filters), to);
            }
    }
}
