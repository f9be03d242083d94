using System.Numerics;

namespace Functional;

/// <summary>Layers at other parameters than their own.</summary>
public static class Reparameterization
{
    /// <summary>
    /// The layer at φ(θ): what is learnt are the parameters θ, and the layer's own follow from them by a differentiable function. Tying, freezing,
    /// weight normalisation and low-rank updates are such functions.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="name">What is done to it, for messages and diagrams: <c>WeightNorm</c>.</param>
    /// <param name="start">From a key and the parameters that the layer's own initialisation has made to the first θ.</param>
    /// <param name="parameters">φ, from θ to the layer's parameters.</param>
    /// <example>Freezing: only the head learns, the encoder keeps what it has learnt elsewhere.<code>
    /// var tuned = network.Reparameterize("Frozen",
    ///     start: (key, made) =&gt; made.Without("encoder"),
    ///     parameters: theta =&gt; (theta.WithSubtree("encoder", learnt.Subtree("encoder")), d =&gt; d.Without("encoder")));
    /// </code></example>
    /// <example>Tying: a decoder uses the transposed weights of the encoder.<code>
    /// var tied = autoencoder.Reparameterize("Tied",
    ///     start: (key, made) =&gt; made.Without("decoder.weight"),
    ///     parameters: theta =&gt; (
    ///         theta.WithSubtree("decoder.weight", theta["encoder.weight"].Transpose()),
    ///         d =&gt; d.Without("decoder.weight").WithSubtree("encoder.weight", d["encoder.weight"] + d["decoder.weight"].Transpose())));
    /// </code></example>
    /// <example>Low-rank updates (Hu et al., ICLR 2022): what was learnt stays, and the product of two thin matrices is added.<code>
    /// var adapted = Dense(10).Reparameterize("LowRank",
    ///     start: (key, made) =&gt; TensorTree&lt;float&gt;.Of(("a", key.Normal&lt;float&gt;([64, 4])), ("b", Tensor.Zeros&lt;float&gt;([4, 10]))),
    ///     parameters: theta =&gt; (
    ///         learnt.With("weight", learnt["weight"] + theta["a"].MatMul(theta["b"])),
    ///         d =&gt; TensorTree&lt;float&gt;.Of(
    ///             ("a", d["weight"].MatMul(theta["b"], Transposed.Right)),
    ///             ("b", theta["a"].MatMul(d["weight"], Transposed.Left)))));
    /// </code></example>
    public static Layer<T, X, Y> Reparameterize<T, X, Y>(
        this Layer<T, X, Y> layer, string name, Func<Key, TensorTree<T>, TensorTree<T>> start, Differentiable<TensorTree<T>, TensorTree<T>> parameters)
        where T : struct, IFloatingPointIeee754<T> => new(new ReparameterizedLink<T, X, Y>(layer, name, start, parameters));
}

/// <summary>A layer at φ(θ).</summary>
internal sealed record ReparameterizedLink<T, X, Y>(
    Layer<T, X, Y> Body, string Named, Func<Key, TensorTree<T>, TensorTree<T>> Start, Differentiable<TensorTree<T>, TensorTree<T>> Map) : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Named;

    /// <summary>The call that makes it of its body; null for that of <c>Reparameterize</c> itself.</summary>
    public string? Written { get; init; }

    public override string Code => Written is null ? $"{Body}.Reparameterize(\"{Named}\", …)" : $"{Body}.{Written}";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        var parameters = Start(key.Split("reparameterize"), made.Parameters);
        Map(parameters).Output.ExpectLike(made.Parameters);
        return made with { Parameters = parameters };
    }

    public override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        var (own, toParameters) = Map(parameters);
        var (y, back, state) = Body.Forward(own, input, context);
        return new(y, Pullback, state);

        Cotangents<T, X> Pullback(Y dy)
        {
            var inner = back(dy);
            return new(() => toParameters(inner.Parameters), () => inner.Input);
        }
    }
}
