using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;
using Masked = Functional.Pair<Functional.Tensor<double>, Functional.Mask>;
using Three = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;
using TwoMasked = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Mask>>;

namespace Functional.Properties.Layers.Entries;

/// <summary>Attention.</summary>
public static class AttentionEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Between(nameof(Layers<double>.Attention), "Attention", Attention, static _ => OfTensor.With(OfPair).To(OfTensor, Layers<float>.Attention)),
        Of(nameof(Layers<double>.MultiHeadAttention), "MultiHeadAttention(heads, …)", MultiHead<double>, MultiHead<float>, Sequence),
        Between(
            nameof(Layers<double>.MaskedMultiHeadAttention), "MaskedMultiHeadAttention(heads, …)", MaskedMultiHead,
            static draw => OfTensor.With(OfMask).To(OfTensor, MaskedMultiHead<float>(draw))),
        Between(
            nameof(Layers<double>.CrossAttention), "CrossAttention(heads, …)", Cross,
            static draw => OfPair.To(OfTensor, Cross<float>(draw))),
        Between(
            nameof(Layers<double>.MaskedCrossAttention), "MaskedCrossAttention(heads, …)", MaskedCross,
            static draw => OfTensor.With(OfTensor.With(OfMask)).To(OfTensor, MaskedCross<float>(draw))),
    ];

    /// <summary>Heads, and of keys and values as many, one, or half of them.</summary>
    internal static (int Heads, int? Shared) Heads(Draw draw) => draw.Choice("heads", 4) switch
    {
        0 => (1, null),
        1 => (2, null),
        2 => (2, 1),
        _ => (4, 2),
    };

    /// <summary>How many features the vectors of <see cref="Sequence"/> have: an even number for each head.</summary>
    internal static int Width(Draw draw) => 2 * Heads(draw).Heads * draw.Size("size", 1, 2);

    /// <summary>Sequences of vectors that divide among the heads.</summary>
    internal static Tensor<double> Sequence(Draw draw) => draw.Tensor<double>("x", [draw.Batch(), draw.Size("time"), Width(draw)]);

    /// <summary>A mask of samples: of their keys, of each of their queries, or of each of their heads' queries; now and then nothing is seen.</summary>
    internal static Mask MaskOf(Draw draw, int batch, int heads, int queries, int keys)
    {
        Shape shape = draw.Choice("mask of", 3) switch { 0 => [batch, keys], 1 => [batch, queries, keys], _ => [batch, heads, queries, keys] };
        return Mask.Of(shape, [.. Enumerable.Range(0, shape.ElementCount).Select(i => draw.Choice($"sees {i}", 3) > 0 && draw.Choice($"row {i / keys}", 6) > 0)]);
    }

    private static RelativePositions? Positions(Draw draw) => draw.Choice("positions", 3) switch
    {
        0 => null,
        1 => RelativePositions.Rotary(100),
        _ => RelativePositions.Alibi,
    };

    private static Layer<T, Tensor<T>, Tensor<T>> MultiHead<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (heads, shared) = Heads(draw);
        var causal = draw.Coin("causal");
        return Layers<T>.MultiHeadAttention(heads, causal, shared, draw.Coin("bias"), Positions(draw), causal && draw.Coin("cache") ? 8 : null);
    }

    private static Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> MaskedMultiHead<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (heads, shared) = Heads(draw);
        return Layers<T>.MaskedMultiHeadAttention(heads, draw.Coin("causal"), shared, draw.Coin("bias"), Positions(draw));
    }

    private static (Layer<double, Masked, Tensor<double>> Layer, Shapes Sample, Masked Input) MaskedMultiHead(Draw draw)
    {
        var x = Sequence(draw);
        var mask = MaskOf(draw, x.Shape[0], Heads(draw).Heads, x.Shape[1], x.Shape[1]);
        return (MaskedMultiHead<double>(draw), Shapes.Pair(x.Shape[1..], mask.Shape[1..]), (x, mask));
    }

    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Cross<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (heads, shared) = Heads(draw);
        return Layers<T>.CrossAttention(heads, shared, draw.Coin("bias"));
    }

    private static (Layer<double, Two, Tensor<double>> Layer, Shapes Sample, Two Input) Cross(Draw draw)
    {
        var (x, memory) = (Sequence(draw), Remembered(draw));
        return (Cross<double>(draw), Shapes.Pair(x.Shape[1..], memory.Shape[1..]), (x, memory));
    }

    private static Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>> MaskedCross<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (heads, shared) = Heads(draw);
        return Layers<T>.MaskedCrossAttention(heads, shared, draw.Coin("bias"));
    }

    private static (Layer<double, TwoMasked, Tensor<double>> Layer, Shapes Sample, TwoMasked Input) MaskedCross(Draw draw)
    {
        var (x, memory) = (Sequence(draw), Remembered(draw));
        var mask = MaskOf(draw, x.Shape[0], Heads(draw).Heads, x.Shape[1], memory.Shape[1]);
        return (MaskedCross<double>(draw), Shapes.Pair(x.Shape[1..], Shapes.Pair(memory.Shape[1..], mask.Shape[1..])), (x, (memory, mask)));
    }

    /// <summary>A sequence of another length and width.</summary>
    internal static Tensor<double> Remembered(Draw draw) => draw.Tensor<double>("memory", [draw.Batch(), draw.Size("keys"), draw.Size("features")]);

    /// <summary>Queries, keys and values of their own, of matrices and of batches of them.</summary>
    private static (Layer<double, Three, Tensor<double>> Layer, Shapes Sample, Three Input) Attention(Draw draw)
    {
        var outer = draw.Batched("outer", 1, 2);
        var (n, m, d, e) = (draw.Size("n"), draw.Size("m"), draw.Size("d"), draw.Size("e"));
        Shape queries = [.. outer, n, d], keys = [.. outer, m, d], values = [.. outer, m, e];
        return (
            Layers<double>.Attention,
            Shapes.Pair(queries[1..], Shapes.Pair(keys[1..], values[1..])),
            (draw.Tensor<double>("q", queries), (draw.Tensor<double>("k", keys), draw.Tensor<double>("v", values))));
    }
}
