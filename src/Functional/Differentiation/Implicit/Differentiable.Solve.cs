namespace Functional;

// Linear equations as differentiable functions of what is in them.
public static partial class Differentiable
{
    /// <summary>
    /// (θ, b) ↦ x with A(θ)·x = b: a linear equation, differentiable in θ and b. Its way back solves the transposed equation, whatever way the
    /// solver has come to x, and it has derivatives of any order, forwards and backwards.
    /// </summary>
    /// <typeparam name="P">The type of the parameters θ of the function.</typeparam>
    /// <typeparam name="X">The type of the unknown and of the right side.</typeparam>
    /// <param name="linear">
    /// A: from θ and x to A(θ)·x, of the shapes of x, linear in x, and written with operations on tensors. What it closes over is constant.
    /// </param>
    /// <param name="solver">How the equation is solved, and how well; <see cref="Gmres"/> when none is given. <see cref="ConjugateGradients"/> is
    /// faster where A is symmetric and positive definite.</param>
    /// <returns>
    /// The function of (θ, b). It throws a <see cref="ConvergenceException"/> where the equation or its transpose is not solved, and a
    /// <see cref="ShapeException"/> where A returns other shapes than it takes.
    /// </returns>
    /// <example><code>
    /// var solve = Differentiable.Solve((Tensor&lt;double&gt; a, Tensor&lt;double&gt; x) => a.MatMul(x));
    /// var (x, back) = solve((matrix, b));                                         // x and b [n, 1]
    /// var cost = Differentiable.Trace((Tensor&lt;double&gt; a) => solve.Apply((a, b)).Sum());
    /// </code></example>
    public static Differentiable<Pair<P, X>, X> Solve<P, X>(Func<P, X, X> linear, LinearSolver? solver = null)
        where P : IVectorSpace<P>
        where X : IVectorSpace<X> => new SolveFunction<P, X>(new WrittenFamily<P, X>(linear), solver ?? new Gmres(), nameof(Solve)).At;
}
