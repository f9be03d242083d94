using System.Numerics;

namespace Functional;

/// <summary>
/// Looks on while a network runs: it is shown each layer that has a place in a composition, inner layers before those they are in, and at last the
/// network itself, whose path is empty, where it is run by <see cref="Layer{T, X, Y}.At"/> or <see cref="Layer{T, X, Y}.On"/>. What it sees are
/// values; it cannot change what is computed.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public interface ILayerObserver<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A layer has computed its output.</summary>
    /// <typeparam name="X">The type of the layer's input.</typeparam>
    /// <typeparam name="Y">The type of the layer's output.</typeparam>
    /// <param name="path">The layer's path: <c>encoder.2</c>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Its own parameters.</param>
    /// <param name="input">Its input.</param>
    /// <param name="output">Its output.</param>
    /// <param name="context">Its own context: <c>layer.At(parameters, context)(input)</c> gives the same output again.</param>
    void See<X, Y>(string path, Layer<T, X, Y> layer, TensorTree<T> parameters, X input, Y output, Context<T> context);

    /// <summary>
    /// A layer's pullback was given a cotangent: on the way back from the last layer to the first. Nothing is done unless an observer says otherwise.
    /// </summary>
    /// <typeparam name="X">The type of the layer's input.</typeparam>
    /// <typeparam name="Y">The type of the layer's output.</typeparam>
    /// <param name="path">The layer's path: <c>encoder.2</c>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="cotangent">∂C/∂y, the cotangent of its output.</param>
    /// <param name="cotangents">∂C/∂θ and ∂C/∂x, by need: what nobody has asked for yet is computed when the observer asks for it.</param>
    void SeeBack<X, Y>(string path, Layer<T, X, Y> layer, Y cotangent, Cotangents<T, X> cotangents)
    {
    }
}
