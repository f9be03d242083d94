using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Attention of several heads from a sequence to another: (<c>[batch, time, features]</c>, memory <c>[batch, keys, …]</c>) to
    /// <c>[batch, time, features]</c>. Keys and values come from one product of the memory. Parameters <c>projections.query</c>,
    /// <c>projections.keyValue</c> and <c>output</c>, each with <c>weight</c> and <c>bias</c>. Vaswani et al., NeurIPS 2017.
    /// </summary>
    /// <param name="heads">How many heads there are; the features of the first sequence divide among them.</param>
    /// <param name="keyValueHeads">How many heads keys and values have, where several of the queries' share one; null for as many as the queries.</param>
    /// <param name="bias">Whether the products have biases.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no head, or keys and values do not divide the heads.</exception>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> CrossAttention(
        int heads, int? keyValueHeads = null, bool bias = true, WeightInitializer<T>? weights = null) =>
        new(new CrossAttentionLink<T>(HeadSettings.Of(nameof(CrossAttention), heads, keyValueHeads, false, null, null), bias, weights));

    /// <summary>
    /// <see cref="CrossAttention"/> to a memory with a mask, which says what is seen: <c>[batch, keys]</c> of what is there, <c>[batch, time, keys]</c> of
    /// each step what, or <c>[batch, heads, time, keys]</c>. What a step finds that sees nothing is zero.
    /// </summary>
    /// <param name="heads">How many heads there are; the features of the first sequence divide among them.</param>
    /// <param name="keyValueHeads">How many heads keys and values have; null for as many as the queries.</param>
    /// <param name="bias">Whether the products have biases.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no head, or keys and values do not divide the heads.</exception>
    public static Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>> MaskedCrossAttention(
        int heads, int? keyValueHeads = null, bool bias = true, WeightInitializer<T>? weights = null) =>
        new(new MaskedCrossAttentionLink<T>(HeadSettings.Of(nameof(MaskedCrossAttention), heads, keyValueHeads, false, null, null), bias, weights));
}

/// <summary>Attention of several heads to a memory.</summary>
internal sealed record CrossAttentionLink<T>(HeadSettings Heads, bool Bias, WeightInitializer<T>? Weights)
    : ComposedLink<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"CrossAttention({Heads.Count})");

    public override string Code => $"CrossAttention({ProjectionCode.Of(Heads, Bias, Weights)})";

    protected override int FeaturesOf(Shapes input) => Layers<T>.Features(input.Both.First.Shape, Name);

    protected override int FeaturesOf(Pair<Tensor<T>, Tensor<T>> input) => Layers<T>.Features(input.First.Shape, Name);

    protected override Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Compose(int features)
    {
        var size = Heads.SizeOf(features, Name);
        return Layers<T>.Named("projections", Layers<T>.Both(
                Layers<T>.Named("query", Layers<T>.Dense(features, Bias, Weights)),
                Layers<T>.Named("keyValue", Layers<T>.Dense(2 * Heads.Shared * size, Bias, Weights))))
            .Then(Layers<T>.Named("heads", new Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>(new CrossHeadsLink<T>(Heads))))
            .Then(Layers<T>.Named("output", Layers<T>.Dense(features, Bias, Weights)));
    }
}

/// <summary>Attention of several heads to a memory that has a mask.</summary>
internal sealed record MaskedCrossAttentionLink<T>(HeadSettings Heads, bool Bias, WeightInitializer<T>? Weights)
    : ComposedLink<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"MaskedCrossAttention({Heads.Count})");

    public override string Code => $"MaskedCrossAttention({ProjectionCode.Of(Heads, Bias, Weights)})";

    protected override int FeaturesOf(Shapes input) => Layers<T>.Features(input.Both.First.Shape, Name);

    protected override int FeaturesOf(Pair<Tensor<T>, Pair<Tensor<T>, Mask>> input) => Layers<T>.Features(input.First.Shape, Name);

    protected override Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>> Compose(int features)
    {
        var size = Heads.SizeOf(features, Name);
        return Layers<T>.Named("projections", Layers<T>.Both(
                Layers<T>.Named("query", Layers<T>.Dense(features, Bias, Weights)),
                Layers<T>.Named("keyValue", Layers<T>.OnFirst<Tensor<T>, Tensor<T>, Mask>(Layers<T>.Dense(2 * Heads.Shared * size, Bias, Weights)))))
            .Then(Layers<T>.Named("heads", new Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Tensor<T>>(new MaskedCrossHeadsLink<T>(Heads))))
            .Then(Layers<T>.Named("output", Layers<T>.Dense(features, Bias, Weights)));
    }
}
