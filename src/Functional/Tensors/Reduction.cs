namespace Functional;

/// <summary>How several numbers, such as the costs of samples, become one.</summary>
public enum Reduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
