using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// A network in which several places share one set of parameters, which lies at the first of them; the gradients of all places add.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="places">At least two paths of branches or tensors of the same names and shapes; none is within another.</param>
    /// <exception cref="ArgumentException">There are fewer than two places, or one is in another.</exception>
    /// <example><code>
    /// var deep = Tied(Repeat(3, Dense(8).Then(Tanh)), "0", "2", "4");        // one dense layer, three times
    /// </code></example>
    public static Layer<T, X, Y> Tied<X, Y>(Layer<T, X, Y> network, params ReadOnlySpan<string> places)
    {
        if (places.Length < 2)
            throw new ArgumentException(Invariant($"Tied: parameters are shared by at least 2 places, got {places.Length}."), nameof(places));
        for (var i = 0; i < places.Length; i++)
            for (var j = 0; j < places.Length; j++)
                if (i != j && (places[j] + ".").StartsWith(places[i] + ".", StringComparison.Ordinal))
                    throw new ArgumentException($"Tied: the place '{places[j]}' lies in '{places[i]}'.", nameof(places));
        return new(new TiedLink<T, X, Y>(network, [.. places]));
    }

    /// <summary>(x, u) ↦ (f(x), f(u)): one layer, with one set of parameters, on both of a pair; the gradients of both uses add.</summary>
    /// <typeparam name="X">The type of each input.</typeparam>
    /// <typeparam name="Y">The type of each output.</typeparam>
    /// <param name="layer">The layer f; its parameters are the whole's.</param>
    /// <example><code>
    /// var siamese = Shared(encoder).Then(distance);
    /// </code></example>
    public static Layer<T, Pair<X, X>, Pair<Y, Y>> Shared<X, Y>(Layer<T, X, Y> layer)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(new SharedLink<T, X, Y>(layer));
}

/// <summary>A network in which places share their parameters.</summary>
internal sealed record TiedLink<T, X, Y>(Layer<T, X, Y> Body, ImmutableArray<string> Places) : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Tied";

    public override string Code => $"Tied({Body}, {string.Join(", ", Places.Select(static place => $"\"{place}\""))})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        var first = made.Parameters.Subtree(Places[0]);
        var parameters = made.Parameters;
        foreach (var place in Places.AsSpan()[1..])
        {
            try
            {
                made.Parameters.Subtree(place).ExpectLike(first);
            }
            catch (ParameterException problem)
            {
                throw new ParameterException($"Tied: '{place}' cannot share the parameters of '{Places[0]}': {problem.Message}", problem);
            }
            parameters = parameters.Without(place);
        }
        return made with { Parameters = parameters };
    }

    public override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        var first = parameters.Subtree(Places[0]);
        var all = Places.Skip(1).Aggregate(parameters, (tree, place) => tree.WithSubtree(place, first));
        var (y, back, state) = Body.Forward(all, input, context);
        return new(y, Pullback, state);

        Cotangents<T, X> Pullback(Y dy)
        {
            var inner = back(dy);
            return new(() => Added(inner.Parameters), () => inner.Input);
        }
    }

    /// <inheritdoc/>
    public bool Equals(TiedLink<T, X, Y>? other) =>
        other is not null && Label == other.Label && Body == other.Body && Places.AsSpan().SequenceEqual(other.Places.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Places.Aggregate(HashCode.Combine(Label, Body), HashCode.Combine);

    private TensorTree<T> Added(TensorTree<T> gradient)
    {
        var sum = PairwiseSum.Of(Places.Length, i => gradient.Subtree(Places[i]));
        return Places.Skip(1).Aggregate(gradient, static (tree, place) => tree.Without(place)).WithSubtree(Places[0], sum);
    }
}

/// <summary>One layer on both of a pair.</summary>
internal sealed record SharedLink<T, X, Y>(Layer<T, X, Y> Body) : Link<T, Pair<X, X>, Pair<Y, Y>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    public override string Name => "Shared";

    public override string Code => $"Shared({Body})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        if (input.Both.First != input.Both.Second)
            throw new ShapeException($"Shared: the two shapes of {input} differ.");
        var made = Body.InitializeBody(key, input.Both.First, 2);
        return made with { Output = Shapes.Pair(made.Output, made.Output) };
    }

    public override Evaluation<T, Pair<X, X>, Pair<Y, Y>> Apply(TensorTree<T> parameters, Pair<X, X> input, Context<T> context)
    {
        var (first, firstBack, state) = Body.Forward(parameters, input.First, context.Again(0, null));
        var (second, secondBack, after) = Body.Forward(parameters, input.Second, context.Again(1, state));
        return new((first, second), Pullback, after);

        Cotangents<T, Pair<X, X>> Pullback(Pair<Y, Y> d)
        {
            var (one, other) = (firstBack(d.First), secondBack(d.Second));
            return new(() => one.Parameters.Plus(other.Parameters), () => (one.Input, other.Input));
        }
    }
}
