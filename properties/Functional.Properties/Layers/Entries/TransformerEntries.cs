using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.Entries.AttentionEntries;
using static Functional.Properties.Layers.LayerEntry;
using Masked = Functional.Pair<Functional.Tensor<double>, Functional.Mask>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;
using TwoMasked = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Mask>>;

namespace Functional.Properties.Layers.Entries;

/// <summary>Blocks of transformers, and what they are made of.</summary>
public static class TransformerEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(
            nameof(Layers<double>.FeedForward), "FeedForward(hidden, activation)",
            static draw => Layers<double>.FeedForward(draw.Size("hidden"), Layers<double>.Tanh, draw.Coin("bias")),
            static draw => Layers<float>.FeedForward(draw.Size("hidden"), Layers<float>.Tanh, draw.Coin("bias"))),
        Of(
            nameof(Layers<double>.GatedFeedForward), "GatedFeedForward(hidden)",
            static draw => Layers<double>.GatedFeedForward(draw.Size("hidden"), null, draw.Coin("bias")),
            static draw => Layers<float>.GatedFeedForward(draw.Size("hidden"), null, draw.Coin("bias"))),
        Of(
            nameof(Layers<double>.EncoderBlock), "EncoderBlock(heads, hidden, settings)",
            static draw => Layers<double>.EncoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<double>(draw)),
            static draw => Layers<float>.EncoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<float>(draw)), Sequence),
        Of(
            nameof(Layers<double>.DecoderBlock), "DecoderBlock(heads, hidden, settings, cache)",
            static draw => Layers<double>.DecoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<double>(draw), draw.Coin("cache") ? 8 : null),
            static draw => Layers<float>.DecoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<float>(draw), draw.Coin("cache") ? 8 : null), Sequence),
        Between(
            nameof(Layers<double>.MaskedEncoderBlock), "MaskedEncoderBlock(heads, hidden, settings)",
            static draw => MaskedSequence(draw, Layers<double>.MaskedEncoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<double>(draw))),
            static draw => OfTensor.With(OfMask).To(
                OfTensor.With(OfMask), Layers<float>.MaskedEncoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<float>(draw)))),
        Between(
            nameof(Layers<double>.CrossDecoderBlock), "CrossDecoderBlock(heads, hidden, settings)",
            static draw => TwoSequences(draw, Layers<double>.CrossDecoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<double>(draw))),
            static draw => OfPair.To(OfPair, Layers<float>.CrossDecoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<float>(draw)))),
        Between(
            nameof(Layers<double>.MaskedCrossDecoderBlock), "MaskedCrossDecoderBlock(heads, hidden, settings)",
            static draw => MaskedSequences(draw, Layers<double>.MaskedCrossDecoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<double>(draw))),
            static draw => OfTensor.With(OfTensor.With(OfMask)).To(
                OfTensor.With(OfTensor.With(OfMask)), Layers<float>.MaskedCrossDecoderBlock(Heads(draw).Heads, draw.Size("hidden"), Settings<float>(draw)))),
        Between(
            nameof(Layers<double>.ResidualWith), "ResidualWith(layer)",
            static draw => TwoSequences(draw, Layers<double>.ResidualWith(Layers<double>.CrossAttention(Heads(draw).Heads))),
            static draw => OfPair.To(OfPair, Layers<float>.ResidualWith(Layers<float>.CrossAttention(Heads(draw).Heads)))),
    ];

    /// <summary>Settings of every kind; an epsilon that is not tiny, for differences near a variance of 0 say nothing.</summary>
    internal static BlockSettings<T> Settings<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => new()
        {
            NormFirst = draw.Coin("norm first"),
            Normalization = draw.Coin("rms") ? Layers<T>.RmsNorm(epsilon: 0.1) : Layers<T>.LayerNorm(epsilon: 0.1),
            Activation = Layers<T>.Tanh,
            IsGated = draw.Coin("gated"),
            Dropout = draw.Coin("drops") ? 0.3 : 0,
            Bias = draw.Coin("bias"),
            KeyValueHeads = Heads(draw).Shared,
            Positions = draw.Choice("positions", 3) switch { 0 => null, 1 => RelativePositions.Rotary(100), _ => RelativePositions.Alibi },
        };

    private static (Layer<double, Masked, Masked> Layer, Shapes Sample, Masked Input) MaskedSequence(Draw draw, Layer<double, Masked, Masked> layer)
    {
        var x = Sequence(draw);
        var mask = MaskOf(draw, x.Shape[0], Heads(draw).Heads, x.Shape[1], x.Shape[1]);
        return (layer, Shapes.Pair(x.Shape[1..], mask.Shape[1..]), (x, mask));
    }

    private static (Layer<double, Two, Two> Layer, Shapes Sample, Two Input) TwoSequences(Draw draw, Layer<double, Two, Two> layer)
    {
        var (x, memory) = (Sequence(draw), Remembered(draw));
        return (layer, Shapes.Pair(x.Shape[1..], memory.Shape[1..]), (x, memory));
    }

    private static (Layer<double, TwoMasked, TwoMasked> Layer, Shapes Sample, TwoMasked Input) MaskedSequences(
        Draw draw, Layer<double, TwoMasked, TwoMasked> layer)
    {
        var (x, memory) = (Sequence(draw), Remembered(draw));
        var mask = MaskOf(draw, x.Shape[0], Heads(draw).Heads, x.Shape[1], memory.Shape[1]);
        return (layer, Shapes.Pair(x.Shape[1..], Shapes.Pair(memory.Shape[1..], mask.Shape[1..])), (x, (memory, mask)));
    }
}
