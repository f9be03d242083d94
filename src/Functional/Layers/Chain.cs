using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x: the empty chain.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Identity { get; } = Chain() with { Name = "Identity" };

    /// <summary>
    /// One layer after the other. Composition is strictly associative: a chain in a chain is the longer chain, with the same numbers,
    /// parameters, outputs and gradients. A <see cref="Named"/> chain keeps its parameters in a branch of its own.
    /// </summary>
    /// <param name="layers">The layers, first to last; none make the identity.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Chain(params ReadOnlySpan<Layer<T, Tensor<T>, Tensor<T>>> layers)
    {
        var links = layers.ToArray();
        return Placement.ToLayer("Chain", links.Sum(link => link.Length()), links.Any(link => link.NeedsContext), number => Link(links, number));
    }

    /// <summary>The same kind of layer several times in a chain, each with its own parameters.</summary>
    /// <param name="times">How often; 0 makes the identity.</param>
    /// <param name="layer">The layer; its output has the shape of its input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Repeat(int times, Layer<T, Tensor<T>, Tensor<T>> layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return Chain([.. Enumerable.Repeat(layer, times)]);
    }

    /// <summary>The same layer under a name: in a composition its parameters are found, and errors reported, under that name.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="label">The name: not empty, no dots, once in its surroundings.</param>
    /// <param name="layer">The layer.</param>
    /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
    /// <example><code>
    /// var network = Chain(Named("encoder", Chain(Dense(64), Relu)), Named("head", Dense(10)));     // encoder.0.weight, …, head.bias
    /// </code></example>
    public static Layer<T, X, Y> Named<X, Y>(string label, Layer<T, X, Y> layer) => string.IsNullOrEmpty(label) || label.Contains('.', StringComparison.Ordinal)
        ? throw new ArgumentException($"'{label}' is no name for a layer: a name is not empty and has no dot.", nameof(label))
        : layer with { Label = label };

    private static Placed<T, Tensor<T>, Tensor<T>> Link(Layer<T, Tensor<T>, Tensor<T>>[] layers, int number)
    {
        var links = new Placed<T, Tensor<T>, Tensor<T>>[layers.Length];
        for (var i = 0; i < links.Length; number += layers[i++].Length())
            links[i] = layers[i].At(number);
        return new([.. links.SelectMany(link => link.Names)], Initialize, Forward);

        Initialization<T> Initialize(Key key, Shapes input)
        {
            var made = new Initialization<T>[links.Length];
            for (var i = 0; i < links.Length; i++)
                made[i] = links[i].Initialize(key, i == 0 ? input : made[i - 1].Output);
            return Placement.Together("Chain", made.Length == 0 ? input : made[^1].Output, made);
        }

        Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
        {
            var backs = new Func<Tensor<T>, Cotangents<T, Tensor<T>>>[links.Length];
            var statistics = new Parameters<T>[links.Length];
            for (var i = 0; i < links.Length; i++)
                (x, backs[i], statistics[i]) = links[i].Forward(parameters, x, context);
            return new(x, Pullback, Parameters<T>.Union(statistics));

            Cotangents<T, Tensor<T>> Pullback(Tensor<T> dy)
            {
                // δˡ of each link is the input's cotangent of the next: asked for on the way to the first, and no further.
                var steps = new Deferred<Cotangents<T, Tensor<T>>[]>(() =>
                {
                    var cotangents = new Cotangents<T, Tensor<T>>[backs.Length];
                    for (var i = backs.Length - 1; i >= 0; i--)
                        cotangents[i] = backs[i](i == backs.Length - 1 ? dy : cotangents[i + 1].Input);
                    return cotangents;
                });
                return new(
                    () => Together(steps.Value),
                    () => backs.Length == 0 ? dy : steps.Value[0].Input);
            }
        }
    }

    /// <summary>The cotangents of all parameters, as one tree.</summary>
    private static Parameters<T> Together<X>(Cotangents<T, X>[] steps)
    {
        var parts = new Parameters<T>[steps.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = steps[i].Parameters;
        return Parameters<T>.Union(parts);
    }
}

/// <summary>Composition of layers between any types.</summary>
public static class Composition
{
    /// <summary>First one layer, then the other; strictly associative, like <see cref="Layers{T}.Chain"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type between.</typeparam>
    /// <typeparam name="Z">The type of the output.</typeparam>
    /// <param name="first">The first layer.</param>
    /// <param name="second">The second layer.</param>
    public static Layer<T, X, Z> Then<T, X, Y, Z>(this Layer<T, X, Y> first, Layer<T, Y, Z> second)
        where T : struct, IFloatingPointIeee754<T> =>
        Placement.ToLayer(
            "Chain",
            first.Length() + second.Length(),
            first.NeedsContext || second.NeedsContext,
            number => Link(first.At(number), second.At(number + first.Length())));

    /// <summary>A differentiable function, then a layer without parameters, such as a cost.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type between.</typeparam>
    /// <typeparam name="Z">The type of the output.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="layer">The layer; it throws when it is run if it has parameters.</param>
    /// <example><code>
    /// var cost = network.On(x).Then(CrossEntropy(labels));
    /// </code></example>
    public static Differentiable<X, Z> Then<T, X, Y, Z>(this Differentiable<X, Y> function, Layer<T, Y, Z> layer)
        where T : struct, IFloatingPointIeee754<T> => function.Then(layer.At(Parameters<T>.Empty));

    private static Placed<T, X, Z> Link<T, X, Y, Z>(Placed<T, X, Y> first, Placed<T, Y, Z> second)
        where T : struct, IFloatingPointIeee754<T>
    {
        return new([.. first.Names, .. second.Names], Initialize, Forward);

        Initialization<T> Initialize(Key key, Shapes input)
        {
            var inner = first.Initialize(key, input);
            var outer = second.Initialize(key, inner.Output);
            return Placement.Together("Chain", outer.Output, inner, outer);
        }

        Evaluation<T, X, Z> Forward(Parameters<T> parameters, X x, Context<T>? context)
        {
            var (y, firstBack, firstStatistics) = first.Forward(parameters, x, context);
            var (z, secondBack, secondStatistics) = second.Forward(parameters, y, context);
            return new(z, Pullback, Parameters<T>.Union(firstStatistics, secondStatistics));

            Cotangents<T, X> Pullback(Z dz)
            {
                var outer = secondBack(dz);
                var inner = new Deferred<Cotangents<T, X>>(() => firstBack(outer.Input));
                return new(() => Parameters<T>.Union(inner.Value.Parameters, outer.Parameters), () => inner.Value.Input);
            }
        }
    }
}
