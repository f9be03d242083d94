using System.Numerics;

namespace Functional;

/// <summary>Composition of differentiable functions with layers.</summary>
public static class Composition
{
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
        where T : struct, IFloatingPointIeee754<T> => function.Then(layer.At(TensorTree<T>.Empty));
}
