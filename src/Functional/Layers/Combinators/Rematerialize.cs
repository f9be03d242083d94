namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The same network, whose way back keeps about 2·√n of what it keeps of n links: the inputs of √n segments. What lies between is computed again, which takes
    /// one more pass forward. A scan is cut along time. Outputs, gradients and state are bitwise the same; parameters are those of the network.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="network">The network. Both halves of its way back are computed at once, as soon as one is asked for.</param>
    /// <example><code>
    /// var deep = Rematerialize(Repeat(1000, Chain(Dense(64), Tanh)));
    /// var unrolled = Rematerialize(Scan(cell, state: [64]));
    /// </code></example>
    public static Layer<T, X, Y> Rematerialize<X, Y>(Layer<T, X, Y> network) => new(new RematerializeLink<T, X, Y>(network, null));

    /// <summary>The same network, whose way back keeps the input of every k-th link, or of a scan every k-th state, and computes again what lies between.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="network">The network. Both halves of its way back are computed at once, as soon as one is asked for.</param>
    /// <param name="every">k, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public static Layer<T, X, Y> Rematerialize<X, Y>(Layer<T, X, Y> network, int every) => every >= 1
        ? new(new RematerializeLink<T, X, Y>(network, every))
        : throw new ArgumentOutOfRangeException(nameof(every), Invariant($"Rematerialize: what is kept is every 1st link or more, got {every}."));
}
