using System.Numerics;

namespace Functional;

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
    /// <exception cref="ArgumentException">Two of their layers have one name.</exception>
    public static Layer<T, X, Z> Then<T, X, Y, Z>(this Layer<T, X, Y> first, Layer<T, Y, Z> second)
        where T : struct, IFloatingPointIeee754<T> =>
        Placement.ToLayer(
            "Chain",
            Placement.Total((long)first.Length() + second.Length()),
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
        if (first is Placed<T, Tensor<T>, Tensor<T>> head && second is Placed<T, Tensor<T>, Tensor<T>> tail)
            return (Placed<T, X, Z>)(object)Links<T>.InARow([.. head.Links, .. tail.Links]);
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
