using System.Numerics;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>What becomes of sums where they lie: a function of each.</summary>
internal delegate void Pointwise<T>(ReadOnlySpan<T> x, Span<T> y);

/// <summary>A convolution and its two adjoints, over whole batches. The choice of a method depends on shapes alone, and so does every bit of the result.</summary>
internal static unsafe class ConvolutionKernels<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>y = f(x ∗ w + b).</summary>
    public static void Output(ConvolutionSizes s, T[] x, T[] w, T[]? bias, T[] y, Pointwise<T>? activation, VectorWidth? width = null)
    {
        if (s.Batch == 0)
            return;
        if (s.IsProduct)
        {
            MatrixProduct.Run(new Operand<T>(x.AsSpan(0, s.Batch * s.InputCount), s.Batch * s.Input.Count, s.Channels, false), Weight(s, w, false), Output(s, y), bias.AsSpan(0, bias is null ? 0 : s.Filters));
            activation?.Invoke(Output(s, y), Output(s, y));
        }
        else if (typeof(T) == typeof(float))
            Directly(s, (float[])(object)x, (float[])(object)w, (float[]?)(object?)bias, (float[])(object)y, (Pointwise<float>?)(object?)activation, width ?? VectorWidths.Best<T>());
        else
            Directly(s, (double[])(object)x, (double[])(object)w, (double[]?)(object?)bias, (double[])(object)y, (Pointwise<double>?)(object?)activation, width ?? VectorWidths.Best<T>());
    }

    /// <summary>x̄ from ȳ and w.</summary>
    public static void Input(ConvolutionSizes s, T[] dy, T[] w, T[] dx, VectorWidth? width = null)
    {
        if (s.Batch == 0)
            return;
        if (s.IsProduct)
            MatrixProduct.Run(new Operand<T>(Output(s, dy), s.Batch * s.Output.Count, s.Filters, false), Weight(s, w, true), dx.AsSpan(0, s.Batch * s.InputCount));
        else if (typeof(T) == typeof(float))
            Back(s, (float[])(object)dy, (float[])(object)w, (float[])(object)dx, width ?? VectorWidths.Best<T>());
        else
            Back(s, (double[])(object)dy, (double[])(object)w, (double[])(object)dx, width ?? VectorWidths.Best<T>());
    }

    /// <summary>w̄ from x and ȳ, and the sums b̄ of ȳ over all places where they are wanted.</summary>
    public static void Weights(ConvolutionSizes s, T[] x, T[] dy, T[] dw, T[]? db, VectorWidth? width = null)
    {
        if (s.Batch == 0)
        {
            dw.AsSpan(0, s.WeightCount).Clear();
            db.AsSpan(0, db is null ? 0 : s.Filters).Clear();
        }
        else if (s.IsProduct)
        {
            MatrixProduct.Run(
                new Operand<T>(x.AsSpan(0, s.Batch * s.InputCount), s.Channels, s.Batch * s.Input.Count, true), new(Output(s, dy), s.Batch * s.Output.Count, s.Filters, false), dw.AsSpan(0, s.WeightCount));
            if (db is not null)
                Summation<T>.OfRows(Output(s, dy), db.AsSpan(0, s.Filters));
        }
        else if (typeof(T) == typeof(float))
            Gradient(s, (float[])(object)x, (float[])(object)dy, (float[])(object)dw, (float[]?)(object?)db, width ?? VectorWidths.Best<T>());
        else
            Gradient(s, (double[])(object)x, (double[])(object)dy, (double[])(object)dw, (double[]?)(object?)db, width ?? VectorWidths.Best<T>());
    }

    private static Span<T> Output(ConvolutionSizes s, T[] y) => y.AsSpan(0, s.Batch * s.OutputCount);

    private static Operand<T> Weight(ConvolutionSizes s, T[] w, bool transposed) =>
        transposed ? new(w.AsSpan(0, s.WeightCount), s.Filters, s.Channels, true) : new(w.AsSpan(0, s.WeightCount), s.Channels, s.Filters, false);

    private static void Directly<S>(ConvolutionSizes s, S[] x, S[] w, S[]? bias, S[] y, Pointwise<S>? activation, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        var pixels = PixelGroups.Of<S>(s);
        fixed (S* px = x, pw = w, pBias = bias, py = y)
            if (pixels == 1)
                Walk(s, ConvolutionWalk.Output(s), px, pw, true, pBias, py, activation, width);
            else
                InGroups(s, PixelGroups.Sizes(s, pixels), pixels, px, pw, pBias, py, activation, width);
    }

    /// <summary>Several outputs at a time. Numbers that are not finite make NaN of the zeros between the weights, so then it is each output by itself.</summary>
    private static void InGroups<S>(
        ConvolutionSizes s, ConvolutionSizes wide, int pixels, S* x, S* w, S* bias, S* y, Pointwise<S>? activation, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        using var spread = new PackingBuffer<S>(wide.WeightCount);
        using var repeated = new PackingBuffer<S>(bias == null ? 0 : wide.Filters);
        PixelGroups.Spread(s, pixels, new ReadOnlySpan<S>(w, s.WeightCount), new Span<S>(spread.Memory, wide.WeightCount));
        if (bias != null)
            PixelGroups.Repeat(new ReadOnlySpan<S>(bias, s.Filters), new Span<S>(repeated.Memory, wide.Filters));
        var notFinite = new FiniteLoop.FoundOne();
        Walk(wide, ConvolutionWalk.Output(wide), x, spread.Memory, true, repeated.Memory, y, activation, width, notFinite);
        if (notFinite.Any)
            Walk(s, ConvolutionWalk.Output(s), x, w, true, bias, y, activation, width);
    }

    private static void Back<S>(ConvolutionSizes s, S[] dy, S[] w, S[] dx, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        fixed (S* pdy = dy, pw = w, pdx = dx)
            if (ScatteredGradient<S, Vector512<S>, Lanes512<S>>.Fits(s))
                Scatter(s, pdy, pw, pdx, width);
            else
                Walk(s, ConvolutionWalk.Input(s), pdy, pw, false, null, pdx, null, width);
    }

    private static void Scatter<S>(ConvolutionSizes s, S* dy, S* w, S* dx, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                ScatteredGradient<S, Vector512<S>, Lanes512<S>>.Run(s, dy, w, dx);
                break;
            case VectorWidth.Bits256:
                ScatteredGradient<S, Vector256<S>, Lanes256<S>>.Run(s, dy, w, dx);
                break;
            default:
                ScatteredGradient<S, Vector<S>, LanesOfAnyWidth<S>>.Run(s, dy, w, dx);
                break;
        }
    }

    private static void Walk<S>(ConvolutionSizes s, ConvolutionWalk walk, S* source, S* w, bool forward, S* bias, S* result, Pointwise<S>? activation, VectorWidth width,
        FiniteLoop.FoundOne? notFinite = null)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        var lanes = Lanes<S>(width);
        var (starts, length) = PackedWeights<S>.Plan(walk, lanes);
        using var buffer = new PackingBuffer<S>(length + 1);
        var packed = new PackedWeights<S> { Memory = buffer.Memory, Starts = starts };
        if (s.IsDepthwise)
            packed.PackApart(walk, w, lanes);
        else
            packed.Pack(s, walk, w, forward, lanes);
        switch (width)
        {
            case VectorWidth.Bits512:
                Walk<S, Vector512<S>, Lanes512<S>>(s, walk, source, packed, bias, result, activation, notFinite);
                break;
            case VectorWidth.Bits256:
                Walk<S, Vector256<S>, Lanes256<S>>(s, walk, source, packed, bias, result, activation, notFinite);
                break;
            default:
                Walk<S, Vector<S>, LanesOfAnyWidth<S>>(s, walk, source, packed, bias, result, activation, notFinite);
                break;
        }
    }

    private static void Gradient<S>(ConvolutionSizes s, S[] x, S[] dy, S[] dw, S[]? db, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        var pixels = PixelGroups.Of<S>(s);
        fixed (S* px = x, pdy = dy, pdw = dw, pdb = db)
            if (pixels == 1)
                Gradient(s, px, pdy, pdw, pdb, width);
            else
            {
                var wide = PixelGroups.Sizes(s, pixels);
                using var spread = new PackingBuffer<S>(wide.WeightCount);
                using var repeated = new PackingBuffer<S>(db is null ? 0 : wide.Filters);
                Gradient(wide, px, pdy, spread.Memory, repeated.Memory, width);
                PixelGroups.Gather(s, pixels, new ReadOnlySpan<S>(spread.Memory, wide.WeightCount), new Span<S>(pdw, s.WeightCount));
                if (db is not null)
                    Summation<S>.OfRows(new ReadOnlySpan<S>(repeated.Memory, wide.Filters), new Span<S>(pdb, s.Filters));
            }
    }

    private static void Gradient<S>(ConvolutionSizes s, S* x, S* dy, S* dw, S* db, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                Gradient<S, Vector512<S>, Lanes512<S>>(s, x, dy, dw, db);
                break;
            case VectorWidth.Bits256:
                Gradient<S, Vector256<S>, Lanes256<S>>(s, x, dy, dw, db);
                break;
            default:
                Gradient<S, Vector<S>, LanesOfAnyWidth<S>>(s, x, dy, dw, db);
                break;
        }
    }

    private static void Walk<S, V, L>(
        ConvolutionSizes s, ConvolutionWalk walk, S* source, PackedWeights<S> packed, S* bias, S* result, Pointwise<S>? activation, FiniteLoop.FoundOne? notFinite)
        where S : unmanaged, IFloatingPointIeee754<S>
        where V : struct
        where L : struct, ILanes<S, V>
    {
        if (s.IsDepthwise)
            DirectConvolution<S, V, L, ChannelsApart>.Run(walk, s.Batch, source, packed, bias, result, activation, notFinite, s.Work * Grid.MemoryBound);
        else
            DirectConvolution<S, V, L, ChannelsTogether>.Run(walk, s.Batch, source, packed, bias, result, activation, notFinite, s.Work);
    }

    private static void Gradient<S, V, L>(ConvolutionSizes s, S* x, S* dy, S* dw, S* db)
        where S : unmanaged, IFloatingPointIeee754<S>
        where V : struct
        where L : struct, ILanes<S, V>
    {
        if (s.IsDepthwise)
            WeightGradient<S, V, L, ChannelsApart>.Run(s, x, dy, dw, db);
        else
            WeightGradient<S, V, L, ChannelsTogether>.Run(s, x, dy, dw, db);
    }

    private static int Lanes<S>(VectorWidth width)
        where S : unmanaged => width switch
        {
            VectorWidth.Bits512 => Vector512<S>.Count,
            VectorWidth.Bits256 => Vector256<S>.Count,
            _ => Vector<S>.Count,
        };
}
