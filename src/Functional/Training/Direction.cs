namespace Functional;

/// <summary>The ways that a training step goes, one after the other.</summary>
public enum Direction
{
    /// <summary>From the data to the cost.</summary>
    Forward,

    /// <summary>From δ = 1 at the cost to the gradient.</summary>
    Backward,

    /// <summary>From the gradient to the new parameters and moments.</summary>
    Update,
}
