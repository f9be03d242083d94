using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Several layers with names on one input: the output is the tree of theirs, by name, and so are the parameters. The cotangents of the input add.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <param name="heads">Names, each once, and layers; at least one.</param>
    /// <exception cref="ArgumentException">There are no heads, or two have one name, or one is no name.</exception>
    /// <example><code>
    /// var network = Chain(Dense(32), Relu).Then(Heads(("kind", Dense(3)), ("value", Dense(1))));
    /// var cost = WeightedCosts(("kind", 1f, CrossEntropy(labels)), ("value", 0.5f, MeanSquaredError(y)));
    /// </code></example>
    public static Layer<T, X, TensorTree<T>> Heads<X>(params ReadOnlySpan<(string Name, Layer<T, X, Tensor<T>> Layer)> heads)
        where X : IVectorSpace<X>
    {
        if (heads.IsEmpty)
            throw new ArgumentException("Heads: no layers were given.", nameof(heads));
        var branches = ImmutableArray.CreateBuilder<Layer<T, X, Tensor<T>>>(heads.Length);
        foreach (var (name, layer) in heads)
            branches.Add(Named(name, layer));
        Branches.Distinct<T>("Heads", [.. branches.Select(static branch => branch.List.All[0])]);
        return new(new HeadsLink<T, X>(branches.MoveToImmutable()));
    }
}

/// <summary>Several branches with names on one input.</summary>
internal sealed record HeadsLink<T, X>(ImmutableArray<Layer<T, X, Tensor<T>>> Layers) : Link<T, X, TensorTree<T>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
{
    public override string Name => "Heads";

    public override string Code => $"Heads({string.Join(", ", Layers.Select(static layer => $"(\"{layer.Label}\", {layer.List.All[0].Code})"))})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Layers.Select(layer => layer.Initialize(key, input)).ToArray();
        return Branches.Beside(Name, Shapes.Named([.. Layers.Zip(made, static (layer, part) => (layer.Label!, part.Output))]), made);
    }

    public override Evaluation<T, X, TensorTree<T>> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        var (outputs, pullbacks, state) = Branches.Run(Layers.AsSpan(), parameters, input, context);
        return new(TensorTree<T>.Of([.. Layers.Zip(outputs, static (layer, output) => (layer.Label!, (TensorTree<T>)output))]), Back(pullbacks), state);
    }

    /// <inheritdoc/>
    public bool Equals(HeadsLink<T, X>? other) => ReferenceEquals(this, other)
        || (other is not null && Label == other.Label && Layers.AsSpan().SequenceEqual(other.Layers.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(HashCode.Combine(Label), HashCode.Combine);

    // A method of its own, so that the way back holds the pullbacks and none of the outputs.
    private Func<TensorTree<T>, Cotangents<T, X>> Back(Func<Tensor<T>, Cotangents<T, X>>[] pullbacks) =>
        d => Branches.Joined([.. pullbacks.Zip(Layers, (pullback, layer) => pullback(d[layer.Label!]))]);
}
