using System.Numerics;

namespace Functional;

/// <summary>What all blocks of a transformer have.</summary>
internal sealed record BlockSizes<T>(string Layer, int Heads, int Hidden, BlockSettings<T> Settings, bool AreUsual)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Sizes and settings that go together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static BlockSizes<T> Of(string layer, int heads, int hidden, BlockSettings<T>? settings, int? cache = null)
    {
        var all = settings ?? new();
        HeadSettings.Of(layer, heads, all.KeyValueHeads, true, all.Positions, cache);
        if (hidden < 1)
            throw new ArgumentOutOfRangeException(nameof(hidden), Invariant($"{layer}: there is at least 1 feature between, got {hidden}."));
        return new(layer, heads, hidden, all, settings is null);
    }

    public string Name => Invariant($"{Layer}({Heads}, {Hidden})");

    /// <summary>The C# that makes the block.</summary>
    public string Code(int? cache = null) =>
        Invariant($"{Layer}({Heads}, {Hidden}{(AreUsual ? "" : $", {Settings}")}{(cache is null ? "" : Invariant($", cache: {cache}"))})");

    public Layer<T, Tensor<T>, Tensor<T>> Attention(bool causal, int? cache) => Layers<T>.Named("attention", Settings.Added(
        "heads", Layers<T>.MultiHeadAttention(Heads, causal, Settings.KeyValueHeads, Settings.Bias, Settings.Positions, cache)));

    public Layer<T, Tensor<T>, Tensor<T>> FeedForward() => Layers<T>.Named("feedForward", Settings.Added("layers", Settings.FeedForward(Hidden)));
}

/// <summary>Attention and a feed-forward layer.</summary>
internal sealed record BlockLink<T>(BlockSizes<T> Sizes, bool IsCausal, int? Cache) : ComposedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Sizes.Name;

    public override string Code => Sizes.Code(Cache);

    protected override Layer<T, Tensor<T>, Tensor<T>> Compose(int features) => Layers<T>.Chain(Sizes.Attention(IsCausal, Cache), Sizes.FeedForward());
}

/// <summary>The same with a mask.</summary>
internal sealed record MaskedBlockLink<T>(BlockSizes<T> Sizes) : ComposedLink<T, Pair<Tensor<T>, Mask>, Pair<Tensor<T>, Mask>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Sizes.Name;

    public override string Code => Sizes.Code();

    protected override int FeaturesOf(Shapes input) => Layers<T>.Features(input.Both.First.Shape, Name);

    protected override int FeaturesOf(Pair<Tensor<T>, Mask> input) => Layers<T>.Features(input.First.Shape, Name);

    protected override Layer<T, Pair<Tensor<T>, Mask>, Pair<Tensor<T>, Mask>> Compose(int features)
    {
        var settings = Sizes.Settings;
        var heads = Layers<T>.MaskedMultiHeadAttention(Sizes.Heads, false, settings.KeyValueHeads, settings.Bias, settings.Positions);
        return Layers<T>.Named("attention", settings.Added("heads", heads))
            .Then(Layers<T>.Named("feedForward", Layers<T>.OnFirst<Tensor<T>, Tensor<T>, Mask>(settings.Added("layers", settings.FeedForward(Sizes.Hidden)))));
    }
}

/// <summary>Causal attention, attention to a memory, and a feed-forward layer.</summary>
internal sealed record CrossBlockLink<T, U>(BlockSizes<T> Sizes, Layer<T, Pair<Tensor<T>, U>, Tensor<T>> Cross, int? Cache)
    : ComposedLink<T, Pair<Tensor<T>, U>, Pair<Tensor<T>, U>>
    where T : struct, IFloatingPointIeee754<T>
    where U : IVectorSpace<U>
{
    public override string Name => Sizes.Name;

    public override string Code => Sizes.Code(Cache);

    protected override int FeaturesOf(Shapes input) => Layers<T>.Features(input.Both.First.Shape, Name);

    protected override int FeaturesOf(Pair<Tensor<T>, U> input) => Layers<T>.Features(input.First.Shape, Name);

    protected override Layer<T, Pair<Tensor<T>, U>, Pair<Tensor<T>, U>> Compose(int features)
    {
        var settings = Sizes.Settings;
        var attention = settings.Added("heads", Layers<T>.MultiHeadAttention(Sizes.Heads, true, settings.KeyValueHeads, settings.Bias, settings.Positions, Cache));
        return Layers<T>.Named("attention", Layers<T>.OnFirst<Tensor<T>, Tensor<T>, U>(attention))
            .Then(Layers<T>.Named("cross", settings.Added("heads", Cross)))
            .Then(Layers<T>.Named("feedForward", Layers<T>.OnFirst<Tensor<T>, Tensor<T>, U>(settings.Added("layers", settings.FeedForward(Sizes.Hidden)))));
    }
}
