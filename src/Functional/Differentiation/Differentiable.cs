namespace Functional;

/// <summary>
/// x ↦ (y, ȳ ↦ x̄): a function that returns its output and the way back. The way back is the pullback, the vector-Jacobian product
/// x̄ = ȳᵀ·∂y/∂x: it takes the cotangent of the output, ȳ = ∂C/∂y, to the cotangent of the input, x̄ = ∂C/∂x, for whatever C comes after.
/// It is a closure over what the forward pass has seen, it is linear, and it can be called any number of times.
/// </summary>
/// <typeparam name="X">The type of the input, and of its cotangent.</typeparam>
/// <typeparam name="Y">The type of the output, and of its cotangent.</typeparam>
/// <param name="input">The point x.</param>
/// <returns>The output y, and the pullback at x.</returns>
/// <example><code>
/// Differentiable&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt; square = x => (x * x, dy => 2.0 * x * dy);
/// var (y, back) = square(3.0);         // y = 9
/// var dx = back(1.0);                  // dx = 6
/// </code></example>
public delegate (Y Output, Func<Y, X> Pullback) Differentiable<X, Y>(X input);

/// <summary>Composition: the category laws and the chain rule.</summary>
public static partial class Differentiable
{
    /// <summary>First <paramref name="f"/>, then <paramref name="g"/>: the chain rule, once, for every network.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type between.</typeparam>
    /// <typeparam name="Z">The type of the output.</typeparam>
    /// <param name="f">The inner function.</param>
    /// <param name="g">The outer function.</param>
    public static Differentiable<X, Z> Then<X, Y, Z>(this Differentiable<X, Y> f, Differentiable<Y, Z> g) => x =>
    {
        Depth.Ensure();
        var (y, fBack) = f(x);
        var (z, gBack) = g(y);
        return (z, dz => fBack(gBack(dz)));
    };

    /// <summary>x ↦ x.</summary>
    /// <typeparam name="X">The type of the input and output.</typeparam>
    public static Differentiable<X, X> Identity<X>() => static x => (x, static dx => dx);

    /// <summary>x ↦ c, whose way back is zero.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="value">The constant c.</param>
    public static Differentiable<X, Y> Constant<X, Y>(Y value)
        where X : IVectorSpace<X> => x => (value, _ => x.Zero);
}
