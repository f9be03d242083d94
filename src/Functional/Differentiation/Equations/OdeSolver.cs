namespace Functional;

/// <summary>
/// A way to follow dy/dt = f(t, y) from a start through given times. The states are made of operations on tensors, so that <see cref="Solve"/> holds
/// in a traced function: derivatives go back through all steps. <see cref="Adjoint"/> goes back by an equation of its own, in memory that does not
/// grow with the steps.
/// </summary>
public abstract record OdeSolver
{
    private protected OdeSolver()
    {
    }

    /// <summary>
    /// The states at the given times. In a traced function the derivative goes through every step, back and forth, to any order, by what f closes
    /// over, too. Times and step sizes are constants of the derivative.
    /// </summary>
    /// <typeparam name="X">The type of the state: a tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <param name="derivative">The function f of t and y, written with operations on tensors; its result has the shapes of y.</param>
    /// <param name="start">The state at the first of the times.</param>
    /// <param name="times">The times, at least one; each later than the one before, or each earlier.</param>
    /// <returns>A state for each time; the first one is the start.</returns>
    /// <exception cref="ArgumentException">There are no times, or they are not finite, or go forwards and backwards.</exception>
    /// <exception cref="ShapeException">f returns another shape than that of y.</exception>
    /// <exception cref="ConvergenceException">An adaptive solver cannot reach the accuracy that was asked.</exception>
    /// <example><code>
    /// var decay = Differentiable.Trace((Tensor&lt;double&gt; rate) => new DormandPrince().Solve((t, y) => -rate * y, Tensor.Ones&lt;double&gt;([2]), 0, 1)[^1]);
    /// </code></example>
    public Trajectory<X> Solve<X>(Func<double, X, X> derivative, X start, params ReadOnlySpan<double> times)
        where X : IVectorSpace<X> => new(States((t, y) => Checked(derivative(t, y), y), start, OdeTimes.Expect(times)));

    /// <summary>
    /// (θ, y₀) ↦ the states at the given times, with dy/dt = f(θ, t, y). Its way back follows the adjoint equation backwards: da/dt = −(∂f/∂y)ᵀ·a,
    /// and θ̄ is the integral of (∂f/∂θ)ᵀ·a. y is followed back with it, beginning anew at each of the times, so that nothing is kept of the steps
    /// between: but the derivative is as accurate as both ways, and a system that loses its past, such as a stiff one, cannot be followed back. It
    /// has derivatives of any order backwards; where forward derivatives are wanted, use <see cref="Solve"/>. Chen, Rubanova, Bettencourt and
    /// Duvenaud, "Neural ordinary differential equations", NeurIPS 2018.
    /// </summary>
    /// <typeparam name="P">The type of the parameters θ.</typeparam>
    /// <typeparam name="X">The type of the state.</typeparam>
    /// <param name="derivative">The function f of θ, t and y, written with operations on tensors; its result has the shapes of y. What it closes
    /// over is constant.</param>
    /// <param name="times">The times, at least one; each later than the one before, or each earlier.</param>
    /// <exception cref="ArgumentException">There are no times, or they are not finite, or go forwards and backwards.</exception>
    /// <example><code>
    /// var flow = new DormandPrince().Adjoint((Tensor&lt;double&gt; rate, double t, Tensor&lt;double&gt; y) => -rate * y, 0, 0.5, 1);
    /// var (trajectory, back) = flow((0.5, Tensor.Ones&lt;double&gt;([2])));
    /// </code></example>
    public Differentiable<Pair<P, X>, Trajectory<X>> Adjoint<P, X>(Func<P, double, X, X> derivative, params ReadOnlySpan<double> times)
        where P : IVectorSpace<P>
        where X : IVectorSpace<X> =>
        new AdjointOde<P, X>(this, (parameters, t, y) => Checked(derivative(parameters, t, y), y), OdeTimes.Expect(times)).At;

    /// <summary>The expression that makes the solver.</summary>
    public abstract override string ToString();

    /// <summary>The states at the times, which fit.</summary>
    internal abstract X[] States<X>(Func<double, X, X> derivative, X start, double[] times)
        where X : IVectorSpace<X>;

    /// <summary>y + h·Σ cᵢ·kᵢ.</summary>
    protected static X Combined<X>(X y, double h, params ReadOnlySpan<(double Weight, X Slope)> slopes)
        where X : IVectorSpace<X>
    {
        foreach (var (weight, slope) in slopes)
            if (weight != 0)
                y = y.Plus(slope.Scale(h * weight));
        return y;
    }

    private static X Checked<X>(X slope, X y)
        where X : IVectorSpace<X> => TensorShapes.Of(slope).SequenceEqual(TensorShapes.Of(y))
        ? slope
        : throw new ShapeException($"An ordinary differential equation: the derivative has {Text(slope)}, but the state has {Text(y)}.");

    private static string Text<X>(X value)
        where X : IVectorSpace<X> => TensorShapes.Of(value) is [var only]
        ? $"shape {only}"
        : $"shapes {string.Join(", ", TensorShapes.Of(value).Select(static each => each.ToString()))}";
}
