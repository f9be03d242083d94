namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x: the empty chain.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Identity { get; } = Chain();

    /// <summary>
    /// One layer after the other. Composition is strictly associative: a chain in a chain is the longer chain, with the same numbers,
    /// parameters, outputs and gradients. A <see cref="Named"/> chain keeps its parameters in a branch of its own.
    /// </summary>
    /// <param name="layers">The layers, first to last; none make the identity.</param>
    /// <exception cref="ArgumentException">Two layers have one name: each is called by its own, or by its place, from 0 on.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Chain(params ReadOnlySpan<Layer<T, Tensor<T>, Tensor<T>>> layers)
    {
        var lists = new LinkList<T>[layers.Length];
        for (var i = 0; i < lists.Length; i++)
            lists[i] = layers[i].List;
        return Distinct(new(LinkList<T>.Of(lists)));
    }

    /// <summary>The same kind of layer several times in a chain, each with its own parameters.</summary>
    /// <param name="times">How often; 0 makes the identity.</param>
    /// <param name="layer">The layer; its output has the shape of its input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or more than a chain has places for.</exception>
    /// <exception cref="ArgumentException">The layer has a name, which would come more than once.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Repeat(int times, Layer<T, Tensor<T>, Tensor<T>> layer)
    {
        var most = Array.MaxLength / Math.Max(1, layer.List.Count);
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
        : layer.Under(label);

    /// <summary>The layer itself, after a check that its links have names of their own.</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> Distinct(Layer<T, Tensor<T>, Tensor<T>> layer)
    {
        foreach (var link in layer.List.All)
            if (link.Label is not null)
            {
                LinkName.Distinct("Chain", (ReadOnlySpan<Link<T>>)layer.List.All);
                break;
            }
        return layer;
    }
}
