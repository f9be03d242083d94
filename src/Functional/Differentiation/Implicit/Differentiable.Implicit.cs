namespace Functional;

// Functions that are given by an equation: their derivatives follow from the equation, whatever way its solution is found.
public static partial class Differentiable
{
    /// <summary>
    /// θ ↦ x with x = f(θ, x), found by iteration. Its way back is by the implicit function theorem, one linear equation with the pullback of f, and
    /// not through the iterations: the memory does not grow with their number. It has derivatives of any order. Bai, Kolter and Koltun, "Deep
    /// equilibrium models", NeurIPS 2019.
    /// </summary>
    /// <typeparam name="P">The type of the parameters θ.</typeparam>
    /// <typeparam name="X">The type of the fixed point.</typeparam>
    /// <param name="function">The function f of θ and x, written with operations on tensors; its result has the shapes of x. What it closes over is
    /// constant.</param>
    /// <param name="start">Where the search begins, from θ; the fixed point that is found may depend on it, its derivatives do not.</param>
    /// <param name="iteration">How the point is searched; plain iteration to ε^⅔ when nothing is given.</param>
    /// <param name="solver">How the equation of the way back is solved; <see cref="Gmres"/> when none is given.</param>
    /// <returns>
    /// The function of θ. It throws a <see cref="ConvergenceException"/> where no fixed point is found, or where the equation of the way back is not
    /// solved, and a <see cref="ShapeException"/> where f returns another shape.
    /// </returns>
    /// <example><code>
    /// var settled = Differentiable.FixedPoint((Tensor&lt;double&gt; a, Tensor&lt;double&gt; x) => (a * x).Tanh() + 0.5, Tensor.Zeros&lt;double&gt;([]));
    /// var (x, back) = settled(0.7);
    /// </code></example>
    public static Differentiable<P, X> FixedPoint<P, X>(
        Func<P, X, X> function, Func<P, X> start, FixedPointIteration? iteration = null, LinearSolver? solver = null)
        where P : IVectorSpace<P>
        where X : IVectorSpace<X>
    {
        iteration ??= new();
        return new ImplicitFunction<P, X>(
            nameof(FixedPoint), (parameters, x) => x.Plus(function(parameters, x).Scale(-1)),
            parameters => iteration.Find(x => function(parameters, x), start(parameters)), solver ?? new Gmres()).At;
    }

    /// <summary>θ ↦ x with x = f(θ, x), where the search begins at one point for all θ.</summary>
    /// <typeparam name="P">The type of the parameters θ.</typeparam>
    /// <typeparam name="X">The type of the fixed point.</typeparam>
    /// <param name="function">The function f of θ and x, written with operations on tensors; its result has the shapes of x. What it closes over is
    /// constant.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="iteration">How the point is searched; plain iteration to ε^⅔ when nothing is given.</param>
    /// <param name="solver">How the equation of the way back is solved; <see cref="Gmres"/> when none is given.</param>
    public static Differentiable<P, X> FixedPoint<P, X>(
        Func<P, X, X> function, X start, FixedPointIteration? iteration = null, LinearSolver? solver = null)
        where P : IVectorSpace<P>
        where X : IVectorSpace<X> => FixedPoint(function, _ => start, iteration, solver);

    /// <summary>
    /// θ ↦ x with g(θ, x) = 0, found by Newton's method. Its way back is by the implicit function theorem, one linear equation with the pullback of
    /// g, and not through the steps. It has derivatives of any order.
    /// </summary>
    /// <typeparam name="P">The type of the parameters θ.</typeparam>
    /// <typeparam name="X">The type of the root.</typeparam>
    /// <param name="function">
    /// The function g of θ and x, written with operations on tensors; its result has the shapes of x, and ∂g/∂x is invertible at the root. What it
    /// closes over is constant.
    /// </param>
    /// <param name="start">Where the search begins, from θ; the root that is found may depend on it, its derivatives do not.</param>
    /// <param name="newton">How the root is searched, and how linear equations are solved.</param>
    /// <returns>
    /// The function of θ. It throws a <see cref="ConvergenceException"/> where no root is found, or where ∂g/∂x is singular, and a
    /// <see cref="ShapeException"/> where g returns another shape.
    /// </returns>
    /// <example><code>
    /// // Kepler's equation: the eccentric anomaly E from the eccentricity e and the mean anomaly M.
    /// var kepler = Differentiable.Root(
    ///     (Pair&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt; p, Tensor&lt;double&gt; x) => x - p.First * sine.Apply(x) - p.Second,
    ///     p => p.Second);
    /// var (anomaly, back) = kepler((0.3, 1.0));
    /// </code></example>
    public static Differentiable<P, X> Root<P, X>(Func<P, X, X> function, Func<P, X> start, Newton? newton = null)
        where P : IVectorSpace<P>
        where X : IVectorSpace<X>
    {
        newton ??= new();
        return new ImplicitFunction<P, X>(
            nameof(Root), function, parameters => newton.Find(x => function(parameters, x), start(parameters)), newton.Linear).At;
    }

    /// <summary>θ ↦ x with g(θ, x) = 0, where the search begins at one point for all θ.</summary>
    /// <typeparam name="P">The type of the parameters θ.</typeparam>
    /// <typeparam name="X">The type of the root.</typeparam>
    /// <param name="function">The function g of θ and x, written with operations on tensors; its result has the shapes of x. What it closes over is
    /// constant.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="newton">How the root is searched, and how linear equations are solved.</param>
    public static Differentiable<P, X> Root<P, X>(Func<P, X, X> function, X start, Newton? newton = null)
        where P : IVectorSpace<P>
        where X : IVectorSpace<X> => Root(function, _ => start, newton);
}
