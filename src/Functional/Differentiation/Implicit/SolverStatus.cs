namespace Functional;

/// <summary>How the search of a solver has ended.</summary>
public enum SolverStatus
{
    /// <summary>The residual is as small as was asked.</summary>
    Converged,

    /// <summary>The number of iterations was used up.</summary>
    IterationLimit,

    /// <summary>Further iterations make nothing smaller: the function is singular or nearly so, or rounding allows no more.</summary>
    NoProgress,

    /// <summary>A direction was met along which the function is not positive.</summary>
    NotPositiveDefinite,

    /// <summary>A number has become NaN or infinite.</summary>
    NotFinite,
}
