using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Attention of several heads within a sequence: <c>[batch, time, features]</c> to the same shape. Queries, keys and values come from one product, each
    /// head has features / heads of each, and what the heads find is joined by another product. Parameters <c>qkv.weight</c>
    /// <c>[features, (heads + 2·keyValueHeads)·size]</c>, <c>qkv.bias</c>, <c>output.weight</c> <c>[features, features]</c>, <c>output.bias</c>.
    /// Vaswani et al., NeurIPS 2017; with shared keys and values Ainslie et al., "GQA", EMNLP 2023.
    /// </summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="causal">Whether a step sees no later one.</param>
    /// <param name="keyValueHeads">How many heads keys and values have, where several of the queries' share one; null for as many as the queries.</param>
    /// <param name="bias">Whether the products have biases.</param>
    /// <param name="positions">How steps are told apart by their distance; null where they are not.</param>
    /// <param name="cache">
    /// How many steps a cache of keys and values holds, of causal attention: at inference the state goes in by the context and comes out, and the input goes on
    /// where it ended. Null for no cache.
    /// </param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no head, keys and values do not divide the heads, or the cache holds no step.</exception>
    /// <exception cref="ArgumentException">There is a cache, but no causal mask.</exception>
    /// <example><code>
    /// var attention = MultiHeadAttention(heads: 8, causal: true, positions: RelativePositions.Rotary());
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> MultiHeadAttention(
        int heads, bool causal = false, int? keyValueHeads = null, bool bias = true, RelativePositions? positions = null, int? cache = null,
        WeightInitializer<T>? weights = null) => new(new MultiHeadAttentionLink<T>(
        HeadSettings.Of(nameof(MultiHeadAttention), heads, keyValueHeads, causal, positions, cache), bias, weights));

    /// <summary>
    /// <see cref="MultiHeadAttention"/> with a mask of each sample, which says what is seen: <c>[batch, time]</c> of the steps that are there,
    /// <c>[batch, time, time]</c> of each step which others, or <c>[batch, heads, time, time]</c>. What a step finds that sees nothing is zero.
    /// </summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="causal">Whether a step sees no later one.</param>
    /// <param name="keyValueHeads">How many heads keys and values have; null for as many as the queries.</param>
    /// <param name="bias">Whether the products have biases.</param>
    /// <param name="positions">How steps are told apart by their distance; null where they are not.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no head, or keys and values do not divide the heads.</exception>
    /// <example><code>
    /// var attention = MaskedMultiHeadAttention(heads: 8);        // of (x, Mask.OfLengths([5, 3], 8)): two sequences
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> MaskedMultiHeadAttention(
        int heads, bool causal = false, int? keyValueHeads = null, bool bias = true, RelativePositions? positions = null, WeightInitializer<T>? weights = null) =>
        new(new MaskedMultiHeadAttentionLink<T>(
            HeadSettings.Of(nameof(MaskedMultiHeadAttention), heads, keyValueHeads, causal, positions, null), bias, weights));
}

/// <summary>Attention of several heads within a sequence.</summary>
internal sealed record MultiHeadAttentionLink<T>(HeadSettings Heads, bool Bias, WeightInitializer<T>? Weights) : ComposedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"MultiHeadAttention({Heads.Count})");

    public override string Code => $"MultiHeadAttention({ProjectionCode.Of(Heads, Bias, Weights)})";

    protected override Layer<T, Tensor<T>, Tensor<T>> Compose(int features) => Layers<T>.Chain(
        Layers<T>.Named("qkv", Layers<T>.Dense(Heads.Columns(Heads.SizeOf(features, Name)), Bias, Weights)),
        Layers<T>.Named("heads", new Layer<T, Tensor<T>, Tensor<T>>(new HeadsLink<T>(Heads))),
        Layers<T>.Named("output", Layers<T>.Dense(features, Bias, Weights)));
}

/// <summary>Attention of several heads within a sequence that has a mask.</summary>
internal sealed record MaskedMultiHeadAttentionLink<T>(HeadSettings Heads, bool Bias, WeightInitializer<T>? Weights)
    : ComposedLink<T, Pair<Tensor<T>, Mask>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"MaskedMultiHeadAttention({Heads.Count})");

    public override string Code => $"MaskedMultiHeadAttention({ProjectionCode.Of(Heads, Bias, Weights)})";

    protected override int FeaturesOf(Shapes input) => Layers<T>.Features(input.Both.First.Shape, Name);

    protected override int FeaturesOf(Pair<Tensor<T>, Mask> input) => Layers<T>.Features(input.First.Shape, Name);

    protected override Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> Compose(int features) => Layers<T>
        .Named("qkv", Layers<T>.OnFirst<Tensor<T>, Tensor<T>, Mask>(Layers<T>.Dense(Heads.Columns(Heads.SizeOf(features, Name)), Bias, Weights)))
        .Then(Layers<T>.Named("heads", new Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>>(new MaskedHeadsLink<T>(Heads))))
        .Then(Layers<T>.Named("output", Layers<T>.Dense(features, Bias, Weights)));
}

/// <summary>The settings of projections as C#.</summary>
internal static class ProjectionCode
{
    public static string Of<T>(HeadSettings heads, bool bias, WeightInitializer<T>? weights)
        where T : struct, IFloatingPointIeee754<T> => $"{heads}{(bias ? "" : ", bias: false")}{(weights is null ? "" : ", weights: …")}";
}
