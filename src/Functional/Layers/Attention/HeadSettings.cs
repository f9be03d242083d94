using System.Numerics;

namespace Functional;

/// <summary>The settings that all multi-head attentions have.</summary>
/// <param name="Count">How many heads the queries have.</param>
/// <param name="Shared">How many heads keys and values have; each serves as many of the queries'.</param>
/// <param name="IsCausal">Whether a query sees no later key.</param>
/// <param name="Positions">How places are told apart by their distance; null where they are not.</param>
/// <param name="Cache">How many steps a cache holds; null for none.</param>
internal sealed record HeadSettings(int Count, int Shared, bool IsCausal, RelativePositions? Positions, int? Cache)
{
    private AttentionForm Form => new(Count, Shared, IsCausal, Positions == RelativePositions.Alibi);

    /// <summary>Settings that go together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="ArgumentException">A cache without a causal mask: the steps before would change with those after.</exception>
    public static HeadSettings Of(string layer, int heads, int? keyValueHeads, bool causal, RelativePositions? positions, int? cache)
    {
        if (heads < 1)
            throw new ArgumentOutOfRangeException(nameof(heads), Invariant($"{layer}: there is at least 1 head, got {heads}."));
        var shared = keyValueHeads ?? heads;
        if (shared < 1 || heads % shared != 0)
            throw new ArgumentOutOfRangeException(
                nameof(keyValueHeads), Invariant($"{layer}: {heads} heads share keys and values in equal groups, so not in {shared}."));
        if (cache < 1)
            throw new ArgumentOutOfRangeException(nameof(cache), Invariant($"{layer}: a cache holds at least 1 step, got {cache}."));
        return cache is null || causal
            ? new(heads, shared, causal, positions, cache)
            : throw new ArgumentException($"{layer}: a cache is for causal attention: without its mask, what comes changes what was.", nameof(cache));
    }

    /// <summary>How many features a head has, of so many in all.</summary>
    /// <exception cref="ShapeException">The features do not divide among the heads, or do not come in pairs that turn.</exception>
    public int SizeOf(int features, string layer)
    {
        if (features % Count != 0)
            throw new ShapeException(Invariant($"{layer}: {features} features cannot be divided among {Count} heads."));
        return Positions?.Wavelength is null || features / Count % 2 == 0
            ? features / Count
            : throw new ShapeException(Invariant($"{layer}: rotary positions turn pairs of features, but each of {Count} heads has {features / Count} of {features}."));
    }

    /// <summary>How many columns queries, keys and values have beside each other.</summary>
    public int Columns(int size) => (Count + 2 * Shared) * size;

    /// <summary>What initialisation makes: nothing but a shape.</summary>
    /// <param name="x">The shape of one sample, [time, columns].</param>
    public Initialization<T> Initialize<T>(Shape x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var sizes = AttentionSizes.Of(Form, [Shape.Create(1).Then(Sequence(x))], null);
        return Initialization<T>.Of(sizes.Output[1..]) with { MultiplyAdds = 2L * sizes.Keys * sizes.Output.ElementCount };
    }

    /// <summary>Attention within one sequence.</summary>
    /// <param name="x">Queries, keys and values, [batch, time, columns].</param>
    /// <param name="mask">The mask, or null.</param>
    public (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Back) Attend<T>(Tensor<T> x, Mask? mask)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rotation = RotationOf(x.Shape[^1], 0);
        var (y, back) = Functional.Attend.Run(Form, mask, rotation is null ? x : x.Rotate(rotation));
        return (y, rotation is null ? dy => back(dy)[0] : dy => back(dy)[0].Rotate(rotation.Back));
    }

    /// <summary>Attention of some sequence to another.</summary>
    /// <param name="queries">[batch, queries, heads·size].</param>
    /// <param name="memory">Keys and values beside each other, [batch, keys, 2·shared·size], or each of its own.</param>
    /// <param name="mask">The mask, or null.</param>
    public (Tensor<T> Output, Func<Tensor<T>, Tensor<T>[]> Back) Attend<T>(Tensor<T> queries, ReadOnlySpan<Tensor<T>> memory, Mask? mask)
        where T : struct, IFloatingPointIeee754<T> => Functional.Attend.Run(Form, mask, [queries, .. memory]);

    /// <summary>By which angles queries and keys are turned; null for none.</summary>
    /// <param name="columns">How many columns queries, keys and values have.</param>
    /// <param name="first">The place of the first of them.</param>
    public Rotation? RotationOf(int columns, int first) => Positions?.Wavelength is { } wavelength
        && columns / (Count + 2 * Shared) is var size ? new(size, (Count + Shared) * size, first, wavelength) : null;

    /// <summary>Refuses a mask of another shape.</summary>
    /// <param name="mask">The shape of one sample's mask.</param>
    /// <param name="queries">How many queries there are.</param>
    /// <param name="keys">How many keys there are.</param>
    /// <exception cref="ShapeException">It is another.</exception>
    public void ExpectMask(Shape mask, int queries, int keys)
    {
        if (mask.Rank is < 1 or > 3 || mask[^1] != keys || (mask.Rank > 1 && mask[^2] != queries) || (mask.Rank > 2 && mask[0] != Count))
            throw new ShapeException(Invariant($"Attention: a mask of {queries} queries, {keys} keys and {Count} heads has shape [{keys}], [{queries}, {keys}] or ")
                + Invariant($"[{Count}, {queries}, {keys}], but it has shape {mask}."));
    }

    /// <summary>The settings as C#.</summary>
    public override string ToString() => Invariant($"{Count}")
        + (IsCausal ? ", causal: true" : "")
        + (Shared == Count ? "" : Invariant($", keyValueHeads: {Shared}"))
        + (Positions is null ? "" : $", positions: {Positions}")
        + (Cache is null ? "" : Invariant($", cache: {Cache}"));

    private static Shape Sequence(Shape x) => x.Rank == 2
        ? x
        : throw new ShapeException($"Attention: a sample is a sequence of vectors, [time, features], but it has shape {x}.");
}
