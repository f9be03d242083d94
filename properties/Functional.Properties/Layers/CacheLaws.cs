using Functional.Laws;
using Functional.Properties.Layers.Entries;

namespace Functional.Properties.Layers;

/// <summary>A network with caches: whatever pieces a text comes in, its numbers are those of the whole text at once.</summary>
public sealed class CacheLaws
{
    private const double Rounding = 1e-11;

    [Law]
    public void Pieces_give_what_the_whole_gives(Draw draw)
    {
        var (network, theta, tokens) = Drawn(draw.Ordinary);
        var whole = network.At(theta)(tokens).Output;
        var (state, at) = (TensorTree<double>.Empty, 0);
        while (at < tokens.Shape[1])
        {
            var count = draw.Coin($"one {at}") ? 1 : 1 + draw.Choice($"piece {at}", tokens.Shape[1] - at);
            (var y, _, state) = network.Forward(theta, Piece(tokens, at, count), Context<double>.Inference(state));
            var expected = whole.Slice(1, at, count);
            Assert.Equal(expected.Shape, y.Shape);
            Assert.True((expected - y).Abs().Max().Scalar <= Rounding * Math.Max(1, expected.Abs().Max().Scalar), $"from step {at}: expected {expected}, got {y}");
            at += count;
        }
    }

    /// <summary>State is a value: a text may go on in two ways, and a step be taken again.</summary>
    [Law]
    public void The_same_state_goes_on_as_often_as_one_likes(Draw draw)
    {
        var (network, theta, tokens) = Drawn(draw.Ordinary);
        var first = network.Forward(theta, Piece(tokens, 0, 1), Context<double>.Inference());
        if (tokens.Shape[1] == 1)
            return;
        var next = Piece(tokens, 1, 1);
        var (y, _, state) = network.Forward(theta, next, Context<double>.Inference(first.State));
        network.Forward(theta, next, Context<double>.Inference(state));
        var (again, _, stateAgain) = network.Forward(theta, next, Context<double>.Inference(first.State));
        Assert.Equal(y, again);
        Assert.Equal(state, stateAgain);
    }

    /// <summary>Training sees whole sequences, so it takes no cache and leaves none.</summary>
    [Law]
    public void Training_leaves_no_cache(Draw draw)
    {
        var (network, theta, tokens) = Drawn(draw.Ordinary);
        Assert.True(network.Forward(theta, tokens, Context<double>.Training(draw.Key)).State.IsEmpty);
    }

    /// <summary>The mistake that the law is for: a cache that is one step late gives other numbers.</summary>
    [Fact]
    public void A_cache_one_step_late_is_seen()
    {
        var block = Layers<double>.DecoderBlock(2, 3, cache: 8);
        var (theta, x) = (block.Start(new(1, 2), [4, 4]).Parameters, new Key(3, 4).Normal<double>([1, 4, 4]));
        var whole = block.At(theta)(x).Output;
        var first = block.Forward(theta, x.Slice(1, 0, 1), Context<double>.Inference()).State;
        var second = block.Forward(theta, x.Slice(1, 1, 1), Context<double>.Inference(first)).State;
        var right = block.Forward(theta, x.Slice(1, 2, 1), Context<double>.Inference(second)).Output;
        var late = block.Forward(theta, x.Slice(1, 2, 1), Context<double>.Inference(first)).Output;
        Assert.True((right - whole.Slice(1, 2, 1)).Abs().Max().Scalar < 1e-12);
        Assert.True((late - whole.Slice(1, 2, 1)).Abs().Max().Scalar > 1e-3);
    }

    private static (Layer<double, Indices, Tensor<double>> Network, TensorTree<double> Parameters, Indices Tokens) Drawn(Draw draw)
    {
        var (heads, width, count) = (AttentionEntries.Heads(draw).Heads, AttentionEntries.Width(draw), draw.Size("tokens", 2, 5));
        var settings = TransformerEntries.Settings<double>(draw);
        var block = Layers<double>.DecoderBlock(heads, draw.Size("hidden"), settings, cache: 8);
        var positions = draw.Coin("learnt") ? Layers<double>.LearntPositions(8, goesOn: true) : Layers<double>.SinusoidalPositions(goesOn: true);
        var network = Layers<double>.Named("embedding", Layers<double>.Embedding(count, width))
            .Then(positions)
            .Then(Layers<double>.Repeat(draw.Size("blocks", 1, 2), block))
            .Then(Layers<double>.Named("logits", Layers<double>.Unembedding(count)));
        Shape shape = [draw.Batch(), draw.Size("time", 1, 8)];
        var made = network.Initialize(draw.Key, shape[1..]);
        return (network, draw.Leaves("parameters", made.Parameters), Indices.Of(shape, [.. draw.Labels("text", shape.ElementCount, count)]));
    }

    private static Indices Piece(Indices tokens, int start, int count)
    {
        var (batch, time) = (tokens.Shape[0], tokens.Shape[1]);
        return Indices.Of([batch, count], [.. Enumerable.Range(0, batch * count).Select(i => tokens.Span[i / count * time + start + i % count])]);
    }
}
