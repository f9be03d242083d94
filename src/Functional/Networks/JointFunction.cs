using System.Numerics;

namespace Functional;

/// <summary>A layer as what it is: a differentiable function of the pair of its parameters and its input.</summary>
public static class JointFunction
{
    /// <summary>
    /// (θ, x) ↦ y in a context. <see cref="Layer{T, X, Y}.At"/> and <see cref="Layer{T, X, Y}.On"/> are its partial applications; its pullback returns
    /// both cotangents.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="layer">The layer.</param>
    /// <param name="context">Mode, key and state; inference without state when none is given.</param>
    /// <example><code>
    /// var (y, back) = network.In()((theta, x));
    /// var (dtheta, dx) = back(dy);
    /// </code></example>
    public static Differentiable<Pair<TensorTree<T>, X>, Y> In<T, X, Y>(this Layer<T, X, Y> layer, Context<T>? context = null)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X> => point =>
    {
        var (y, back, _) = layer.Observed(point.First, point.Second, context);
        return (y, dy => back(dy) is var cotangents ? (cotangents.Parameters, cotangents.Input) : default);
    };
}
