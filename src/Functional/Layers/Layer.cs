using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>Makes a layer's parameters and statistics, and infers the shape of its output.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="key">The random key; the same key makes the same parameters.</param>
/// <param name="input">The shape of one sample of the input.</param>
public delegate Initialization<T> Initializer<T>(Key key, Shapes input)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>Computes a layer's output and returns the way back.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="parameters">The layer's parameters θ.</param>
/// <param name="input">A batch of inputs x.</param>
/// <param name="context">Mode, key and statistics; null where the layer does not need them.</param>
public delegate Evaluation<T, X, Y> Forward<T, X, Y>(Parameters<T> parameters, X input, Context<T>? context)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>The result of a forward pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="Output">The output y.</param>
/// <param name="Pullback">From ∂C/∂y to ∂C/∂θ and ∂C/∂x.</param>
/// <param name="Statistics">The running statistics after this pass; empty for most layers.</param>
public readonly record struct Evaluation<T, X, Y>(Y Output, Func<Y, Cotangents<T, X>> Pullback, Parameters<T> Statistics)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The output.</summary>
    public override string ToString() => Invariant($"{Output}");
}

/// <summary>What initialisation makes, and a plan of the network: names, shapes and parts.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">The layer's name.</param>
/// <param name="Output">The shape of one sample of the output.</param>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="Statistics">The running statistics before the first step.</param>
/// <param name="Parts">The layers inside, with their names in this one.</param>
public sealed record Initialization<T>(
    string Name, Shapes Output, Parameters<T> Parameters, Parameters<T> Statistics, ImmutableArray<(string Label, Initialization<T> Part)> Parts)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What a layer without parts makes.</summary>
    /// <param name="output">The shape of one sample of the output.</param>
    /// <param name="parameters">The parameters; none for many layers.</param>
    /// <param name="statistics">The running statistics; none for most layers.</param>
    public static Initialization<T> Of(Shapes output, Parameters<T>? parameters = null, Parameters<T>? statistics = null) =>
        new("", output, parameters ?? Parameters<T>.Empty, statistics ?? Parameters<T>.Empty, []);

    /// <inheritdoc/>
    public bool Equals(Initialization<T>? other) => ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Output == other.Output && Parameters == other.Parameters && Statistics == other.Statistics
            && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(HashCode.Combine(Name, Output, Parameters, Statistics), HashCode.Combine);
}

/// <summary>
/// A layer: a differentiable function of two arguments, its parameters θ and its input x, and a way to make θ. It is a value without state. A
/// network is a layer, so a network is a layer in another network.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="Name">What the layer is, for messages and diagrams: <c>Dense(10)</c>.</param>
/// <param name="Initialize">Makes the parameters, and infers the output's shape.</param>
/// <param name="Forward">Computes the output and returns the way back.</param>
public sealed record Layer<T, X, Y>(string Name, Initializer<T> Initialize, Forward<T, X, Y> Forward)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The name that the layer takes in its surroundings in place of its number; null for its number.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the layer, or one inside it, depends on the mode, a key or statistics.</summary>
    public bool NeedsContext { get; init; }

    /// <summary>For a composition: how many numbers it takes in a longer one, and itself with its numbers starting later.</summary>
    internal (int Length, Func<int, Placed<T, X, Y>> At)? Composition { get; init; }

    /// <summary>The layer at θ: a plain function of its input.</summary>
    /// <param name="parameters">The parameters θ.</param>
    /// <param name="context">Mode, key and statistics, if the layer needs them.</param>
    /// <exception cref="InvalidOperationException">The layer needs a context and none is given.</exception>
    public Differentiable<X, Y> At(Parameters<T> parameters, Context<T>? context = null)
    {
        ExpectContext(context);
        return x =>
        {
            var (y, back, _) = Run(parameters, x, context);
            return (y, dy => back(dy).Input);
        };
    }

    /// <summary>The layer on x: a plain function of its parameters. The gradient of the data is never computed.</summary>
    /// <param name="input">A batch of inputs x.</param>
    /// <param name="context">Mode, key and statistics, if the layer needs them.</param>
    /// <exception cref="InvalidOperationException">The layer needs a context and none is given.</exception>
    public Differentiable<Parameters<T>, Y> On(X input, Context<T>? context = null)
    {
        ExpectContext(context);
        return parameters =>
        {
            var (y, back, _) = Run(parameters, input, context);
            return (y, dy => back(dy).Parameters);
        };
    }

    /// <summary>Makes the layer's parameters and statistics for inputs of one shape, before any data flows.</summary>
    /// <param name="key">The random key; the same key makes the same parameters.</param>
    /// <param name="inputShape">The shape of one sample, without the batch.</param>
    /// <exception cref="ArgumentException">The shapes do not fit; the message names the layer's path and both shapes.</exception>
    public Initialization<T> Start(Key key, Shape inputShape) => Initialize(key, inputShape) with { Name = Name };

    /// <summary>The forward pass, seen by the context's observer where there is one.</summary>
    internal Evaluation<T, X, Y> Run(Parameters<T> parameters, X input, Context<T>? context)
    {
        var made = Forward(parameters, input, context);
        return context is { IsObserved: true } ? context.Show(this, parameters, input, made) : made;
    }

    private void ExpectContext(Context<T>? context)
    {
        if (NeedsContext && context is null)
            throw new InvalidOperationException($"{Name} depends on the mode or keeps statistics: pass Context<{typeof(T).Name}>.Training(key, statistics) "
                + $"or Context<{typeof(T).Name}>.Inference(statistics).");
    }
}
