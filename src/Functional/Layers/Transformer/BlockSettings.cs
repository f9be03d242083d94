using System.Numerics;

namespace Functional;

/// <summary>How the blocks of a transformer are built, beside their sizes. The usual ones normalise first and have ReLU between dense layers.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <example><code>
/// var modern = new BlockSettings&lt;float&gt; { Normalization = RmsNorm(), IsGated = true, Bias = false, Positions = RelativePositions.Rotary() };
/// </code></example>
public sealed record BlockSettings<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Whether the input of attention and of the feed-forward layer is normalised, and not the sum after it. Xiong et al., ICML 2020.</summary>
    public bool NormFirst { get; init; } = true;

    /// <summary>The normalisation; layer normalisation when none is given.</summary>
    public Layer<T, Tensor<T>, Tensor<T>>? Normalization { get; init; }

    /// <summary>The activation of the feed-forward layer, or of its gate; as <see cref="Layers{T}.FeedForward"/> has it when none is given.</summary>
    public Layer<T, Tensor<T>, Tensor<T>>? Activation { get; init; }

    /// <summary>Whether the feed-forward layer has a gate.</summary>
    public bool IsGated { get; init; }

    /// <summary>The rate at which what attention and the feed-forward layer add is dropped in training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    public double Dropout
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), Invariant($"Dropout: the rate is a probability from 0 to below 1, got {value}."));
    }

    /// <summary>Whether dense layers have biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How many heads keys and values have; null for as many as the queries.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>How the steps of a sequence are told apart by their distance; null where they are not.</summary>
    public RelativePositions? Positions { get; init; }

    /// <summary>The settings as C#.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            NormFirst ? null : "NormFirst = false",
            Normalization is null ? null : $"Normalization = {Normalization}",
            Activation is null ? null : $"Activation = {Activation}",
            IsGated ? "IsGated = true" : null,
            Dropout == 0 ? null : Invariant($"Dropout = {Dropout}"),
            Bias ? null : "Bias = false",
            KeyValueHeads is null ? null : Invariant($"KeyValueHeads = {KeyValueHeads}"),
            Positions is null ? null : $"Positions = {Positions}",
        ];
        var given = string.Join(", ", parts.Where(static part => part is not null));
        return $"new BlockSettings<{(typeof(T) == typeof(float) ? "float" : "double")}> {(given.Length == 0 ? "{ }" : $"{{ {given} }}")}";
    }

    internal Layer<T, Tensor<T>, Tensor<T>> FeedForward(int hidden) =>
        IsGated ? Layers<T>.GatedFeedForward(hidden, Activation, Bias) : Layers<T>.FeedForward(hidden, Activation, Bias);

    /// <summary>x + f(x), normalised before or after.</summary>
    /// <param name="name">What f is called.</param>
    /// <param name="body">f.</param>
    internal Layer<T, Tensor<T>, Tensor<T>> Added(string name, Layer<T, Tensor<T>, Tensor<T>> body)
    {
        var dropped = Dropout == 0 ? Layers<T>.Named(name, body) : Layers<T>.Chain(Layers<T>.Named(name, body), Dropped());
        return NormFirst
            ? Layers<T>.Residual(Layers<T>.Chain(Norm(), dropped))
            : Layers<T>.Chain(Layers<T>.Named("residual", Layers<T>.Residual(dropped)), Norm());
    }

    /// <summary>The same with something beside it, which is passed on.</summary>
    internal Layer<T, Pair<Tensor<T>, U>, Pair<Tensor<T>, U>> Added<U>(string name, Layer<T, Pair<Tensor<T>, U>, Tensor<T>> body)
        where U : IVectorSpace<U>
    {
        var dropped = Dropout == 0 ? Layers<T>.Named(name, body) : Layers<T>.Named(name, body).Then(Dropped());
        var norm = Layers<T>.Named("norm", Layers<T>.OnFirst<Tensor<T>, Tensor<T>, U>(Usual()));
        return NormFirst
            ? Layers<T>.ResidualWith(norm.Then(dropped))
            : Layers<T>.Named("residual", Layers<T>.ResidualWith(dropped)).Then(norm);
    }

    private Layer<T, Tensor<T>, Tensor<T>> Dropped() => Layers<T>.Named("dropout", Layers<T>.Dropout(Dropout));

    private Layer<T, Tensor<T>, Tensor<T>> Norm() => Layers<T>.Named("norm", Usual());

    private Layer<T, Tensor<T>, Tensor<T>> Usual() => Normalization ?? Layers<T>.LayerNorm();
}
