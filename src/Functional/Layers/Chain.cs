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
    /// <exception cref="ArgumentException">Two layers have one name: each is called by its own, or by its place, from 0 on.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Chain(params ReadOnlySpan<Layer<T, Tensor<T>, Tensor<T>>> layers)
    {
        var links = layers.ToArray();
        return Placement.ToLayer("Chain", Placement.Total(links.Sum(link => (long)link.Length())), links.Any(link => link.NeedsContext), number => Link(links, number));
    }

    /// <summary>The same kind of layer several times in a chain, each with its own parameters.</summary>
    /// <param name="times">How often; 0 makes the identity.</param>
    /// <param name="layer">The layer; its output has the shape of its input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or more than a chain has places for.</exception>
    /// <exception cref="ArgumentException">The layer has a name, which would come more than once.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Repeat(int times, Layer<T, Tensor<T>, Tensor<T>> layer)
    {
        var most = Array.MaxLength / Math.Max(1, layer.Length());
        if (times < 0 || times > most)
            throw new ArgumentOutOfRangeException(nameof(times), Invariant($"Repeat: this layer comes 0 to {most} times, got {times}."));
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
        var links = new List<Placed<T, Tensor<T>, Tensor<T>>>();
        foreach (var layer in layers)
        {
            links.AddRange(layer.At(number).Links);
            number += layer.Length();
        }
        return Links<T>.InARow([.. links]);
    }
}
