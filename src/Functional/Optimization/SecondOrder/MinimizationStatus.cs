namespace Functional;

/// <summary>Where a search for a minimum stands.</summary>
public enum MinimizationStatus
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>The gradient is as small as was asked.</summary>
    Converged,

    /// <summary>No step along the direction makes the cost smaller, down the gradient neither: rounding allows no more, or the gradient is not that of the cost.</summary>
    NoDescent,

    /// <summary>The number of iterations was used up.</summary>
    IterationLimit,

    /// <summary>The cost or its gradient is NaN or infinite where the search begins.</summary>
    NotFinite,
}
