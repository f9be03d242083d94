namespace Functional;

/// <summary>What a linear solver has found for A·x = b, and how good it is.</summary>
/// <typeparam name="X">The type of the unknown.</typeparam>
/// <param name="Value">The best x that was found.</param>
/// <param name="Residual">‖b − A·x‖ / ‖b‖, computed from x itself; 0 where b is zero.</param>
/// <param name="Iterations">How often A was applied in the search.</param>
/// <param name="Status">How the search has ended.</param>
public readonly record struct LinearSolution<X>(X Value, double Residual, int Iterations, SolverStatus Status)
    where X : IVectorSpace<X>
{
    /// <summary>Whether the residual is as small as was asked.</summary>
    public bool HasConverged => Status == SolverStatus.Converged;

    /// <summary>The status, the iterations and the residual.</summary>
    public override string ToString() => Invariant($"{Status} after {Iterations} iterations, relative residual {Residual:G3}");
}
