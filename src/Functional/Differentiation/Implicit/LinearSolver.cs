namespace Functional;

/// <summary>
/// A way to solve A·x = b for a linear function A that is given as a function, so that no matrix is ever made. It reads numbers: in a traced
/// function use <see cref="Differentiable.Solve{P, X}"/>, which is one step there. Derive from it to bring a solver of your own.
/// </summary>
/// <example><code>
/// var solution = new ConjugateGradients().Solve(v => matrix.MatMul(v), b);
/// Console.WriteLine(solution.HasConverged);
/// </code></example>
public abstract record LinearSolver
{
    // A right side beyond these is solved as a multiple of itself, so that no square is lost or infinite. A power of two rounds nothing.
    private const double Factor = 1L << 60, Large = 1e60;
    private const int MostScalings = 20;

    /// <summary>The x with A·x = b, as near as the solver comes; the search starts at zero.</summary>
    /// <typeparam name="X">The type of the unknown: a tensor, a tree, a pair, or a vector space of your own.</typeparam>
    /// <param name="linear">The function A; its result has the shapes of its argument.</param>
    /// <param name="rightSide">The right side b.</param>
    /// <returns>The solution, its residual, and how the search has ended. Nothing is thrown where it has not converged:
    /// <see cref="LinearSolution{X}.HasConverged"/>.</returns>
    /// <exception cref="ShapeException">A returns other shapes than it takes.</exception>
    public LinearSolution<X> Solve<X>(Func<X, X> linear, X rightSide)
        where X : IVectorSpace<X>
    {
        var (scaled, exponent) = (rightSide, 0);
        var square = rightSide.Dot(rightSide);
        for (; square < 1 / Large && exponent < MostScalings; exponent++, square = scaled.Dot(scaled))
            scaled = scaled.Scale(Factor);
        for (; square > Large && exponent > -MostScalings; exponent--, square = scaled.Dot(scaled))
            scaled = scaled.Scale(1 / Factor);
        if (square == 0 || !double.IsFinite(square))
            return new(rightSide.Zero, square == 0 ? 0 : double.NaN, 0, square == 0 ? SolverStatus.Converged : SolverStatus.NotFinite);
        var solution = Search(Checked, scaled);
        var value = solution.Value;
        for (; exponent != 0; exponent -= Math.Sign(exponent))
            value = value.Scale(exponent > 0 ? 1 / Factor : Factor);
        return solution with { Value = value };

        X Checked(X x) => SearchTolerance.Expect(linear(x), x, $"{GetType().Name}: the linear function");
    }

    /// <summary>The expression that makes the solver.</summary>
    public abstract override string ToString();

    /// <summary>The search itself.</summary>
    /// <typeparam name="X">The type of the unknown.</typeparam>
    /// <param name="linear">The function A, whose results are checked.</param>
    /// <param name="rightSide">The right side b, which is not zero, and whose square is an ordinary number.</param>
    protected abstract LinearSolution<X> Search<X>(Func<X, X> linear, X rightSide)
        where X : IVectorSpace<X>;

    /// <summary>The solution of an equation that somebody else depends on.</summary>
    /// <exception cref="ConvergenceException">It was not found.</exception>
    internal X Expect<X>(Func<X, X> linear, X rightSide, string whose)
        where X : IVectorSpace<X> => Solve(linear, rightSide) is var solution && solution.HasConverged
        ? solution.Value
        : throw new ConvergenceException(
            $"{whose}: {GetType().Name} has not solved the linear equation: {solution}. {Advice(solution.Status)}",
            solution.Residual, solution.Iterations, solution.Status);

    private static string Advice(SolverStatus status) => status switch
    {
        SolverStatus.IterationLimit => "Allow more iterations, or a larger tolerance.",
        SolverStatus.NotPositiveDefinite => "The function is not positive definite: use Gmres.",
        SolverStatus.NotFinite => "The function or the right side holds NaN or infinite numbers.",
        _ => "The function is singular or nearly so, or the tolerance is below what rounding allows.",
    };
}
