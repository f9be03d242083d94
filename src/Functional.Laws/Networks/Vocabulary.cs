using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.Laws;

/// <summary>The words of random networks, and what they mean: it makes descriptions into layers and into C#.</summary>
[StackTraceHidden]
public sealed record Vocabulary
{
    private readonly ImmutableDictionary<string, Word> byName;

    /// <summary>A vocabulary of words.</summary>
    /// <param name="words">The words, each name once.</param>
    /// <exception cref="ArgumentException">A name comes twice, or there is no layer.</exception>
    public Vocabulary(params ReadOnlySpan<Word> words)
    {
        Words = [.. words];
        if (!Words.Any(static word => word.IsLayer))
            throw new ArgumentException("A vocabulary needs at least one layer: networks are made of them.", nameof(words));
        if (Words.GroupBy(static word => word.Name).FirstOrDefault(static same => same.Count() > 1) is { Key: var name })
            throw new ArgumentException($"The word '{name}' comes twice in the vocabulary: give each word a name of its own.", nameof(words));
        byName = Words.ToImmutableDictionary(static word => word.Name);
    }

    /// <summary>The words.</summary>
    public ImmutableArray<Word> Words { get; }

    /// <summary>The words that each network has at least one of.</summary>
    public ImmutableArray<string> Required { get; private init; } = [];

    /// <summary>The words of the library: dense layers, activations, normalisation, dropout, and the combinators.</summary>
    public static Vocabulary Standard { get; } = new(
        new Word("Dense", WordKind.Sets, static (units, _) => Dense<double>(units), static (units, _) => Invariant($"Dense({units})"))
        {
            MakeInSingle = static (units, _) => Dense<float>(units),
        },
        new Word("Dense without bias", WordKind.Sets,
            static (units, _) => Layers<double>.Dense(units, bias: false),
            static (units, _) => Invariant($"Dense({units}, bias: false)"))
        {
            MakeInSingle = static (units, _) => Layers<float>.Dense(units, bias: false),
        },
        Word.Layer(Layers<double>.Relu, Layers<float>.Relu, "Relu"),
        Word.Layer(Layers<double>.Tanh, Layers<float>.Tanh, "Tanh"),
        Word.Layer(Layers<double>.Sigmoid, Layers<float>.Sigmoid, "Sigmoid"),
        Word.Layer(Layers<double>.Softmax, Layers<float>.Softmax, "Softmax"),
        Word.Layer(Layers<double>.LogSoftmax, Layers<float>.LogSoftmax, "LogSoftmax"),
        Word.Layer(Layers<double>.Dropout(0.3), Layers<float>.Dropout(0.3), "Dropout(0.3)"),
        Word.Layer(Layers<double>.BatchNorm(epsilon: 0.1), Layers<float>.BatchNorm(epsilon: 0.1), "BatchNorm(epsilon: 0.1)") with { SmallestBatch = 2 },
        Combinator("Chain", WordKind.Sequence, static parts => Layers<double>.Chain(parts), static parts => Layers<float>.Chain(parts)) with { Flattens = true },
        Combinator("Parallel", WordKind.Concatenation, static parts => Layers<double>.Parallel(parts), static parts => Layers<float>.Parallel(parts)),
        new Word("Parallel(Merge.Sum)", WordKind.Sum, static (_, parts) => Layers<double>.Parallel(Merge.Sum, parts), static (_, parts) => $"Parallel(Merge.Sum, {string.Join(", ", parts)})")
        {
            MakeInSingle = static (_, parts) => Layers<float>.Parallel(Merge.Sum, parts),
        },
        Combinator("Residual", WordKind.Residual, static parts => Layers<double>.Residual(parts[0]), static parts => Layers<float>.Residual(parts[0])),
        new Word("Repeat", WordKind.Repetition,
            static (times, parts) => Layers<double>.Repeat(times, parts[0]),
            static (times, parts) => Invariant($"Repeat({times}, {parts[0]})"))
        {
            MakeInSingle = static (times, parts) => Layers<float>.Repeat(times, parts[0]),
            Flattens = true,
        },
        new Word("Named", WordKind.Wrapper,
            static (label, parts) => Layers<double>.Named(Invariant($"n{label}"), parts[0]),
            static (label, parts) => Invariant($"Named(\"n{label}\", {parts[0]})"))
        {
            MakeInSingle = static (label, parts) => Layers<float>.Named(Invariant($"n{label}"), parts[0]),
        });

    /// <summary>The vocabulary with more words, each of which comes in every network.</summary>
    /// <param name="words">The words.</param>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public Vocabulary With(params ReadOnlySpan<Word> words) => new([.. Words, .. words])
    {
        Required = [.. Required, .. words.ToArray().Select(static word => word.Name)],
    };

    /// <summary>The vocabulary without some words.</summary>
    /// <param name="names">Their names.</param>
    /// <exception cref="ArgumentException">There is no such word.</exception>
    public Vocabulary Without(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _ = this[name];
        var left = names.ToArray();
        return new([.. Words.Where(word => !left.Contains(word.Name))]) { Required = [.. Required.Where(name => !left.Contains(name))] };
    }

    /// <summary>The word of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such word.</exception>
    public Word this[string name] => byName.TryGetValue(name, out var word)
        ? word
        : throw new ArgumentException($"There is no word '{name}' in the vocabulary; there are: {string.Join(", ", Words.Select(static each => each.Name))}.", nameof(name));

    /// <summary>The network as a layer.</summary>
    /// <param name="network">The description.</param>
    public Layer<double, Tensor<double>, Tensor<double>> ToLayer(Network network) =>
        this[network.Word].Make(network.Size, [.. network.Parts.Select(ToLayer)]);

    /// <summary>The network as a layer in <c>float</c>; null where one of its words has none.</summary>
    /// <param name="network">The description.</param>
    public Layer<float, Tensor<float>, Tensor<float>>? InSingle(Network network)
    {
        var parts = network.Parts.Select(InSingle).ToArray();
        return this[network.Word].MakeInSingle is { } make && parts.All(static part => part is not null) ? make(network.Size, parts!) : null;
    }

    /// <summary>The network as C#.</summary>
    /// <param name="network">The description.</param>
    public string ToCode(Network network) => this[network.Word].Code(network.Size, [.. network.Parts.Select(ToCode)]);

    /// <summary>The network in <c>float</c> as C#.</summary>
    /// <param name="network">The description.</param>
    public string ToCodeInSingle(Network network)
    {
        var word = this[network.Word];
        string[] parts = [.. network.Parts.Select(ToCodeInSingle)];
        return word.CodeInSingle?.Invoke(network.Size, parts) ?? "Layers<float>." + word.Code(network.Size, parts);
    }

    /// <summary>How wide the output is for inputs of a width; null where the network does not fit in itself.</summary>
    /// <param name="network">The description.</param>
    /// <param name="from">The width of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative.</exception>
    public int? Width(Network network, int from)
    {
        if (from < 0)
            throw new ArgumentOutOfRangeException(nameof(from), Invariant($"A width is at least 0, not {from}."));
        switch (this[network.Word].Kind)
        {
            case WordKind.Keeps:
                return from;
            case WordKind.Sets:
                return network.Size;
            case WordKind.Sequence:
                return network.Parts.Aggregate((int?)from, (width, part) => width is { } known ? Width(part, known) : null);
            case WordKind.Residual:
                return Width(network.Parts[0], from) == from ? from : null;
            case WordKind.Repetition:
                return network.Size == 0 || Width(network.Parts[0], from) == from ? from : network.Size == 1 ? Width(network.Parts[0], from) : null;
            case WordKind.Wrapper:
                return Width(network.Parts[0], from);
            case var side:
                var widths = network.Parts.Select(part => Width(part, from)).ToArray();
                return widths.Length == 0 || widths.Contains(null) ? null
                    : side == WordKind.Concatenation ? widths.Sum(static width => (long)width!) is var sum and <= int.MaxValue ? (int)sum : null
                    : widths.Distinct().Count() == 1 ? widths[0] : null;
        }
    }

    /// <summary>The same network without a sequence directly in a sequence, and with repetitions written out, as far as their words flatten.</summary>
    /// <param name="network">The description.</param>
    public Network Flat(Network network)
    {
        var parts = network.Parts.Select(Flat);
        return this[network.Word] switch
        {
            { Kind: WordKind.Sequence, Flattens: true } => network with { Parts = [.. parts.SelectMany(part => part.Word == network.Word ? part.Parts : [part])] },
            { Kind: WordKind.Repetition, Flattens: true } when Words.FirstOrDefault(static word => word is { Kind: WordKind.Sequence, Flattens: true }) is { Name: var sequence } =>
                Flat(Network.Of(sequence, [.. Enumerable.Repeat(parts.Single(), network.Size)])),
            _ => network with { Parts = [.. parts] },
        };
    }

    /// <summary>The smallest batch that every layer of the network takes.</summary>
    /// <param name="network">The description.</param>
    public int SmallestBatch(Network network) => network.All.Max(each => this[each.Word].SmallestBatch);

    /// <summary>Whether a layer of the network mixes samples.</summary>
    /// <param name="network">The description.</param>
    public bool MixesSamples(Network network) => network.All.Any(each => this[each.Word].MixesSamples);

    private static Layer<T, Tensor<T>, Tensor<T>> Dense<T>(int units)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dense(units);

    private static Word Combinator(
        string name,
        WordKind kind,
        Func<Layer<double, Tensor<double>, Tensor<double>>[], Layer<double, Tensor<double>, Tensor<double>>> layer,
        Func<Layer<float, Tensor<float>, Tensor<float>>[], Layer<float, Tensor<float>, Tensor<float>>> inSingle) =>
        Word.Combinator(name, kind, layer, inSingle);

    /// <inheritdoc/>
    public bool Equals(Vocabulary? other) => ReferenceEquals(this, other)
        || (other is not null && Words.AsSpan().SequenceEqual(other.Words.AsSpan()) && Required.AsSpan().SequenceEqual(other.Required.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Required.Aggregate(Words.Aggregate(0, HashCode.Combine), HashCode.Combine);
}
