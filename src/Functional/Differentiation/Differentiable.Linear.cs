namespace Functional;

// The derivative as a linear map: forwards, backwards, and the one from the other.
public static partial class Differentiable
{
    /// <summary>(x, ȳ) ↦ (f(x), ȳᵀ·J): the output and the vector-Jacobian product.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="function">The function f.</param>
    public static Func<X, Y, (Y Output, X Cotangent)> Vjp<X, Y>(this Differentiable<X, Y> function) => (x, dy) =>
    {
        var (y, back) = function(x);
        return (y, back(dy));
    };

    /// <summary>
    /// (x, v) ↦ (f(x), J·v): the output and the derivative along a direction. It needs no rule of its own: a pullback is linear, and the transpose of
    /// ȳ ↦ ȳᵀ·J is v ↦ J·v.
    /// </summary>
    /// <typeparam name="X">The type of the input and of the direction.</typeparam>
    /// <typeparam name="Y">The type of the output and its derivative.</typeparam>
    /// <param name="function">The function f, traced, or with a pullback that is written with operations on tensors.</param>
    /// <example><code>
    /// var (y, derivative) = network.At(theta).Jvp()(x, v);
    /// </code></example>
    public static Func<X, X, (Y Output, Y Derivative)> Jvp<X, Y>(this Differentiable<X, Y> function)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => (x, v) =>
    {
        var (y, derivative) = function.Linearize()(x);
        return (y, derivative(v));
    };

    /// <summary>x ↦ (f(x), v ↦ J·v): the derivative at x as a function, for many directions at the price of one forward pass.</summary>
    /// <typeparam name="X">The type of the input and of the directions.</typeparam>
    /// <typeparam name="Y">The type of the output and its derivatives.</typeparam>
    /// <param name="function">The function f, traced, or with a pullback that is written with operations on tensors.</param>
    public static Func<X, (Y Output, Func<X, Y> Derivative)> Linearize<X, Y>(this Differentiable<X, Y> function)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => x =>
    {
        var (y, back) = function(x);
        return (y, Tracing.Transpose(back, y, Tracing.Direction));
    };

    /// <summary>The transpose of a linear function A: y ↦ Aᵀ·y, with ⟨y, A·x⟩ = ⟨Aᵀ·y, x⟩.</summary>
    /// <typeparam name="X">The type of the argument.</typeparam>
    /// <typeparam name="Y">The type of the result.</typeparam>
    /// <param name="linear">The function A, written with operations on tensors.</param>
    /// <param name="like">A value of the shapes of its argument; its numbers do not matter.</param>
    /// <exception cref="TraceException">The function is not linear in a way that the operations show: it has read a number, or multiplied two.</exception>
    /// <example><code>
    /// var adjoint = Differentiable.Transpose((Tensor&lt;double&gt; x) => x.Slice(0, 2, 3), Tensor.Zeros&lt;double&gt;([8]));     // y among zeros
    /// </code></example>
    public static Func<Y, X> Transpose<X, Y>(Func<X, Y> linear, X like)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Tracing.Transpose(linear, like, "The argument of a transpose");

    /// <summary>(x, v) ↦ dᵏ/dtᵏ f(x + t·v) at t = 0: the derivative of an order along a direction.</summary>
    /// <typeparam name="X">The type of the input and of the direction.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="function">The function f, traced, or with a pullback that is written with operations on tensors.</param>
    /// <param name="order">The order k; 0 is the output itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    /// <example><code>
    /// var uxx = u.Directional(2)(points, alongX);        // of each row, where u is a function of rows
    /// </code></example>
    public static Func<X, X, Y> Directional<X, Y>(this Differentiable<X, Y> function, int order)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        if (order < 0)
            throw new ArgumentOutOfRangeException(nameof(order), Invariant($"Directional: the order of a derivative is at least 0, got {order}."));
        return (x, v) => order == 0 ? function(x).Output : Along(function, v, order - 1).Jvp()(x, v).Derivative;
    }

    /// <summary>
    /// (x, v) ↦ (c₀, …, cₖ) with f(x + t·v) = c₀ + c₁·t + … + cₖ·tᵏ + O(tᵏ⁺¹): the Taylor coefficients along a direction. The cost doubles with each order.
    /// </summary>
    /// <typeparam name="X">The type of the input and of the direction.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="function">The function f, traced, or with a pullback that is written with operations on tensors.</param>
    /// <param name="order">The order k of the last coefficient, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static Func<X, X, Y[]> Taylor<X, Y>(this Differentiable<X, Y> function, int order)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        if (order < 0)
            throw new ArgumentOutOfRangeException(nameof(order), Invariant($"Taylor: the order of the last coefficient is at least 0, got {order}."));
        return (x, v) =>
        {
            // Each derivative along v comes with the one of the order below.
            var derivatives = new Y[order + 1];
            for (var k = order; k >= 0; k -= 2)
                if (k == 0)
                    derivatives[0] = function(x).Output;
                else
                    (derivatives[k - 1], derivatives[k]) = Along(function, v, k - 1).Jvp()(x, v);
            var factorial = 1.0;
            for (var k = 2; k <= order; k++)
                derivatives[k] = derivatives[k].Scale(1 / (factorial *= k));
            return derivatives;
        };
    }

    /// <summary>The derivative of an order along v, as a function of the point that has derivatives again.</summary>
    private static Differentiable<X, Y> Along<X, Y>(Differentiable<X, Y> function, X v, int order)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => order == 0
        ? function
        : Trace((X x) => Along(function, v, order - 1).Jvp()(x, v).Derivative);
}
