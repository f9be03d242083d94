using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.Laws;

/// <summary>The productions of random networks, and what they mean: it makes descriptions into layers and into C#.</summary>
[StackTraceHidden]
public sealed record Grammar
{
    private readonly ImmutableDictionary<string, Production> byName;

    /// <summary>A grammar of productions.</summary>
    /// <param name="productions">The productions, each name once.</param>
    /// <exception cref="ArgumentException">A name comes twice, or there is no layer.</exception>
    public Grammar(params ReadOnlySpan<Production> productions)
    {
        Productions = [.. productions];
        if (!Productions.Any(static production => production.IsLayer))
            throw new ArgumentException("A grammar needs at least one layer: networks are made of them.", nameof(productions));
        if (Productions.GroupBy(static production => production.Name).FirstOrDefault(static same => same.Count() > 1) is { Key: var name })
            throw new ArgumentException($"The production '{name}' comes twice in the grammar: give each production a name of its own.", nameof(productions));
        byName = Productions.ToImmutableDictionary(static production => production.Name);
    }

    /// <summary>The productions.</summary>
    public ImmutableArray<Production> Productions { get; }

    /// <summary>The productions that each network has at least one of.</summary>
    public ImmutableArray<string> Required { get; private init; } = [];

    /// <summary>
    /// How many axes a sample has before its features: none for vectors, 1 for sequences <c>[time, features]</c>, 2 for images
    /// <c>[height, width, features]</c>. Their sizes are drawn with each case, and a network keeps them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int OuterAxes
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(OuterAxes), Invariant($"OuterAxes: a sample has at least 0 axes before its features, got {value}."));
    }

    /// <summary>The productions of the library: dense layers, activations, normalisation, dropout, and the combinators.</summary>
    public static Grammar Standard { get; } = new(
        new Production("Dense", ProductionKind.Sets, static (units, _) => Dense<double>(units), static (units, _) => Invariant($"Dense({units})"))
        {
            MakeInSingle = static (units, _) => Dense<float>(units),
        },
        new Production("Dense without bias", ProductionKind.Sets,
            static (units, _) => Layers<double>.Dense(units, bias: false),
            static (units, _) => Invariant($"Dense({units}, bias: false)"))
        {
            MakeInSingle = static (units, _) => Layers<float>.Dense(units, bias: false),
        },
        Production.Layer(Layers<double>.Relu, Layers<float>.Relu, "Relu"),
        Production.Layer(Layers<double>.Tanh, Layers<float>.Tanh, "Tanh"),
        Production.Layer(Layers<double>.Sigmoid, Layers<float>.Sigmoid, "Sigmoid"),
        Production.Layer(Layers<double>.Gelu, Layers<float>.Gelu, "Gelu"),
        Production.Layer(Layers<double>.Silu, Layers<float>.Silu, "Silu"),
        Production.Layer(Layers<double>.Softplus, Layers<float>.Softplus, "Softplus"),
        Production.Layer(Layers<double>.Elu(0.5), Layers<float>.Elu(0.5), "Elu(0.5)"),
        Production.Layer(Layers<double>.Softmax, Layers<float>.Softmax, "Softmax"),
        Production.Layer(Layers<double>.LogSoftmax, Layers<float>.LogSoftmax, "LogSoftmax"),
        Production.Layer(Layers<double>.Dropout(0.3), Layers<float>.Dropout(0.3), "Dropout(0.3)"),
        Production.Layer(Layers<double>.BatchNorm(epsilon: 0.1), Layers<float>.BatchNorm(epsilon: 0.1), "BatchNorm(epsilon: 0.1)") with { SmallestBatch = 2 },
        Combinator("Chain", ProductionKind.Sequence, static parts => Layers<double>.Chain(parts), static parts => Layers<float>.Chain(parts)) with { Flattens = true },
        Combinator("Parallel", ProductionKind.Concatenation, static parts => Layers<double>.Parallel(parts), static parts => Layers<float>.Parallel(parts)),
        new Production("Parallel(Merge.Sum)", ProductionKind.Sum, static (_, parts) => Layers<double>.Parallel(Merge.Sum, parts), static (_, parts) => $"Parallel(Merge.Sum, {string.Join(", ", parts)})")
        {
            MakeInSingle = static (_, parts) => Layers<float>.Parallel(Merge.Sum, parts),
        },
        Combinator("Residual", ProductionKind.Residual, static parts => Layers<double>.Residual(parts[0]), static parts => Layers<float>.Residual(parts[0])),
        new Production("Repeat", ProductionKind.Repetition,
            static (times, parts) => Layers<double>.Repeat(times, parts[0]),
            static (times, parts) => Invariant($"Repeat({times}, {parts[0]})"))
        {
            MakeInSingle = static (times, parts) => Layers<float>.Repeat(times, parts[0]),
            Flattens = true,
        },
        new Production("Named", ProductionKind.Wrapper,
            static (label, parts) => Layers<double>.Named(Invariant($"n{label}"), parts[0]),
            static (label, parts) => Invariant($"Named(\"n{label}\", {parts[0]})"))
        {
            MakeInSingle = static (label, parts) => Layers<float>.Named(Invariant($"n{label}"), parts[0]),
        });

    /// <summary>The productions of sequences <c>[time, features]</c>: the standard ones, recurrent layers, attention, convolution along time.</summary>
    public static Grammar Sequences { get; } = new([
        .. Standard.Productions,
        Production.Units("Lstm", static units => Layers<double>.Lstm(units), static units => Layers<float>.Lstm(units)),
        Production.Units("Gru", static units => Layers<double>.Gru(units), static units => Layers<float>.Gru(units)),
        Along("Convolution", "[2], padding: Padding.Same", Convolved<double>(2), Convolved<float>(2)),
        Production.Layer(Layers<double>.LayerNorm(epsilon: 0.1), Layers<float>.LayerNorm(epsilon: 0.1), "LayerNorm(epsilon: 0.1)"),
        Production.Layer(Layers<double>.MultiHeadAttention(1), Layers<float>.MultiHeadAttention(1), "MultiHeadAttention(1)"),
        Production.Layer(
            Layers<double>.MultiHeadAttention(1, causal: true), Layers<float>.MultiHeadAttention(1, causal: true), "MultiHeadAttention(1, causal: true)"),
    ])
    {
        OuterAxes = 1,
    };

    /// <summary>The productions of images <c>[height, width, features]</c>: the standard ones, convolutions, pooling that keeps the size, up-sampling and back.</summary>
    public static Grammar Images { get; } = new([
        .. Standard.Productions,
        Along("Convolution", "[2, 3], padding: Padding.Same", Convolved<double>(2, 3), Convolved<float>(2, 3)),
        Production.Layer(
            Layers<double>.DepthwiseConvolution([3, 2], padding: Padding.Same), Layers<float>.DepthwiseConvolution([3, 2], padding: Padding.Same),
            "DepthwiseConvolution([3, 2], padding: Padding.Same)"),
        Production.Layer(
            Layers<double>.MaxPool([2, 2], [1, 1], Padding.Same), Layers<float>.MaxPool([2, 2], [1, 1], Padding.Same), "MaxPool([2, 2], [1, 1], Padding.Same)"),
        Production.Layer(
            Layers<double>.Chain(Layers<double>.Upsample([2, 2]), Layers<double>.AveragePool([2, 2])),
            Layers<float>.Chain(Layers<float>.Upsample([2, 2]), Layers<float>.AveragePool([2, 2])),
            "Chain(Upsample([2, 2]), AveragePool([2, 2]))"),
        Production.Layer(Layers<double>.LayerNorm(epsilon: 0.1), Layers<float>.LayerNorm(epsilon: 0.1), "LayerNorm(epsilon: 0.1)"),
        Production.Layer(Layers<double>.SpatialDropout(0.3), Layers<float>.SpatialDropout(0.3), "SpatialDropout(0.3)"),
    ])
    {
        OuterAxes = 2,
    };

    /// <summary>The grammar with more productions, each of which comes in every network.</summary>
    /// <param name="productions">The productions.</param>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public Grammar With(params ReadOnlySpan<Production> productions) => new([.. Productions, .. productions])
    {
        Required = [.. Required, .. productions.ToArray().Select(static production => production.Name)],
        OuterAxes = OuterAxes,
    };

    /// <summary>The grammar without some productions.</summary>
    /// <param name="names">Their names.</param>
    /// <exception cref="ArgumentException">There is no such production.</exception>
    public Grammar Without(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _ = this[name];
        var left = names.ToArray();
        return new([.. Productions.Where(production => !left.Contains(production.Name))])
        {
            Required = [.. Required.Where(name => !left.Contains(name))],
            OuterAxes = OuterAxes,
        };
    }

    /// <summary>The production of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such production.</exception>
    public Production this[string name] => byName.TryGetValue(name, out var production)
        ? production
        : throw new ArgumentException($"There is no production '{name}' in the grammar; there are: {string.Join(", ", Productions.Select(static each => each.Name))}.", nameof(name));

    /// <summary>The network as a layer.</summary>
    /// <param name="network">The description.</param>
    public Layer<double, Tensor<double>, Tensor<double>> ToLayer(Network network) =>
        this[network.Production].Make(network.Size, [.. network.Parts.Select(ToLayer)]);

    /// <summary>The network as a layer in <c>float</c>; null where one of its productions has none.</summary>
    /// <param name="network">The description.</param>
    public Layer<float, Tensor<float>, Tensor<float>>? InSingle(Network network)
    {
        var parts = network.Parts.Select(InSingle).ToArray();
        return this[network.Production].MakeInSingle is { } make && parts.All(static part => part is not null) ? make(network.Size, parts!) : null;
    }

    /// <summary>The network as C#.</summary>
    /// <param name="network">The description.</param>
    public string ToCode(Network network) => this[network.Production].Code(network.Size, [.. network.Parts.Select(ToCode)]);

    /// <summary>The network in <c>float</c> as C#.</summary>
    /// <param name="network">The description.</param>
    public string ToCodeInSingle(Network network)
    {
        var production = this[network.Production];
        string[] parts = [.. network.Parts.Select(ToCodeInSingle)];
        return production.CodeInSingle?.Invoke(network.Size, parts) ?? "Layers<float>." + production.Code(network.Size, parts);
    }

    /// <summary>How wide the output is for inputs of a width; null where the network does not fit in itself.</summary>
    /// <param name="network">The description.</param>
    /// <param name="from">The width of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative.</exception>
    public int? Width(Network network, int from)
    {
        if (from < 0)
            throw new ArgumentOutOfRangeException(nameof(from), Invariant($"A width is at least 0, not {from}."));
        switch (this[network.Production].Kind)
        {
            case ProductionKind.Keeps:
                return from;
            case ProductionKind.Sets:
                return network.Size;
            case ProductionKind.Sequence:
                return network.Parts.Aggregate((int?)from, (width, part) => width is { } known ? Width(part, known) : null);
            case ProductionKind.Residual:
                return Width(network.Parts[0], from) == from ? from : null;
            case ProductionKind.Repetition:
                return network.Size == 0 || Width(network.Parts[0], from) == from ? from : network.Size == 1 ? Width(network.Parts[0], from) : null;
            case ProductionKind.Wrapper:
                return Width(network.Parts[0], from);
            case var side:
                var widths = network.Parts.Select(part => Width(part, from)).ToArray();
                return widths.Length == 0 || widths.Contains(null) ? null
                    : side == ProductionKind.Concatenation ? widths.Sum(static width => (long)width!) is var sum and <= int.MaxValue ? (int)sum : null
                    : widths.Distinct().Count() == 1 ? widths[0] : null;
        }
    }

    /// <summary>The same network without a sequence directly in a sequence, and with repetitions written out, as far as their productions flatten.</summary>
    /// <param name="network">The description.</param>
    public Network Flat(Network network)
    {
        var parts = network.Parts.Select(Flat);
        return this[network.Production] switch
        {
            { Kind: ProductionKind.Sequence, Flattens: true } => network with { Parts = [.. parts.SelectMany(part => part.Production == network.Production ? part.Parts : [part])] },
            { Kind: ProductionKind.Repetition, Flattens: true } when Productions.FirstOrDefault(static production => production is { Kind: ProductionKind.Sequence, Flattens: true }) is { Name: var sequence } =>
                Flat(Network.Of(sequence, [.. Enumerable.Repeat(parts.Single(), network.Size)])),
            _ => network with { Parts = [.. parts] },
        };
    }

    /// <summary>The smallest batch that every layer of the network takes.</summary>
    /// <param name="network">The description.</param>
    public int SmallestBatch(Network network) => network.All.Max(each => this[each.Production].SmallestBatch);

    /// <summary>Whether a layer of the network mixes samples.</summary>
    /// <param name="network">The description.</param>
    public bool MixesSamples(Network network) => network.All.Any(each => this[each.Production].MixesSamples);

    private static Func<int, Layer<T, Tensor<T>, Tensor<T>>> Convolved<T>(params int[] kernel)
        where T : struct, IFloatingPointIeee754<T> => filters => Layers<T>.Convolution(filters, Shape.Create(kernel), padding: Padding.Same);

    /// <summary>A layer that is told how wide its output is, and then settings.</summary>
    private static Production Along(
        string name, string settings, Func<int, Layer<double, Tensor<double>, Tensor<double>>> layer, Func<int, Layer<float, Tensor<float>, Tensor<float>>> inSingle) =>
        new(name, ProductionKind.Sets, (units, _) => layer(units), (units, _) => Invariant($"{name}({units}, {settings})"))
        {
            MakeInSingle = (units, _) => inSingle(units),
        };

    private static Layer<T, Tensor<T>, Tensor<T>> Dense<T>(int units)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dense(units);

    private static Production Combinator(
        string name,
        ProductionKind kind,
        Func<Layer<double, Tensor<double>, Tensor<double>>[], Layer<double, Tensor<double>, Tensor<double>>> layer,
        Func<Layer<float, Tensor<float>, Tensor<float>>[], Layer<float, Tensor<float>, Tensor<float>>> inSingle) =>
        Production.Combinator(name, kind, layer, inSingle);

    /// <summary>The names of the productions.</summary>
    public override string ToString() => $"Grammar of {string.Join(", ", Productions.Select(static each => each.Name))}";

    /// <inheritdoc/>
    public bool Equals(Grammar? other) => ReferenceEquals(this, other)
        || (other is not null && OuterAxes == other.OuterAxes && Productions.AsSpan().SequenceEqual(other.Productions.AsSpan()) && Required.AsSpan().SequenceEqual(other.Required.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Required.Aggregate(Productions.Aggregate(OuterAxes, HashCode.Combine), HashCode.Combine);
}
