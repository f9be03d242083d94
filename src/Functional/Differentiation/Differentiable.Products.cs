namespace Functional;

// Products: one input for two functions, two functions side by side, and the projections.
public static partial class Differentiable
{
    /// <summary>x ↦ (f(x), g(x)): one input, two uses, so the cotangents add.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the first output.</typeparam>
    /// <typeparam name="Z">The type of the second output.</typeparam>
    /// <param name="f">The first function.</param>
    /// <param name="g">The second function.</param>
    /// <example><code>
    /// var h = Differentiable.Fork(f, g).Then(product);      // the chain rule for product(f(x), g(x))
    /// </code></example>
    public static Differentiable<X, Pair<Y, Z>> Fork<X, Y, Z>(Differentiable<X, Y> f, Differentiable<X, Z> g)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where Z : IVectorSpace<Z> => x =>
    {
        var (y, fBack) = f(x);
        var (z, gBack) = g(x);
        return ((y, z), d => fBack(d.First).Plus(gBack(d.Second)));
    };

    /// <summary>(x, u) ↦ (f(x), g(u)): two functions side by side.</summary>
    /// <typeparam name="X">The type of the first input.</typeparam>
    /// <typeparam name="Y">The type of the first output.</typeparam>
    /// <typeparam name="U">The type of the second input.</typeparam>
    /// <typeparam name="V">The type of the second output.</typeparam>
    /// <param name="f">The function of the first.</param>
    /// <param name="g">The function of the second.</param>
    public static Differentiable<Pair<X, U>, Pair<Y, V>> Parallel<X, Y, U, V>(Differentiable<X, Y> f, Differentiable<U, V> g)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where U : IVectorSpace<U>
        where V : IVectorSpace<V> => p =>
    {
        var (y, fBack) = f(p.First);
        var (v, gBack) = g(p.Second);
        return ((y, v), d => (fBack(d.First), gBack(d.Second)));
    };

    /// <summary>y ↦ (x, y) for a fixed x: a function of two inputs becomes one of the second.</summary>
    /// <typeparam name="X">The type of the fixed value.</typeparam>
    /// <typeparam name="Y">The type of the input.</typeparam>
    /// <param name="first">The fixed value x.</param>
    public static Differentiable<Y, Pair<X, Y>> PairWith<X, Y>(X first)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => y => ((first, y), static d => d.Second);

    /// <summary>(x, y) ↦ x.</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="Y">The type of the second value.</typeparam>
    public static Differentiable<Pair<X, Y>, X> First<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => static p => (p.First, dx => (dx, p.Second.Zero));

    /// <summary>(x, y) ↦ y.</summary>
    /// <typeparam name="X">The type of the first value.</typeparam>
    /// <typeparam name="Y">The type of the second value.</typeparam>
    public static Differentiable<Pair<X, Y>, Y> Second<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => static p => (p.Second, dy => (p.First.Zero, dy));

    /// <summary>(x, y) ↦ x + y: the transpose of using one value twice.</summary>
    /// <typeparam name="X">The type of both values and their sum.</typeparam>
    public static Differentiable<Pair<X, X>, X> Addition<X>()
        where X : IVectorSpace<X> => static p => (p.First.Plus(p.Second), static d => (d, d));

    /// <summary>x ↦ f(x) + g(x).</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the outputs.</typeparam>
    /// <param name="f">The first summand.</param>
    /// <param name="g">The second summand.</param>
    public static Differentiable<X, Y> Plus<X, Y>(this Differentiable<X, Y> f, Differentiable<X, Y> g)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Fork(f, g).Then(Addition<Y>());

    /// <summary>x ↦ α·f(x).</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="f">The function.</param>
    /// <param name="factor">The number α.</param>
    public static Differentiable<X, Y> Scale<X, Y>(this Differentiable<X, Y> f, double factor)
        where Y : IVectorSpace<Y> => f.Then<X, Y, Y>(y => (y.Scale(factor), d => d.Scale(factor)));
}
