namespace Functional.Laws;

/// <summary>Where the numbers of a case lie that is not an ordinary one.</summary>
public enum EdgeCase
{
    /// <summary>An ordinary case: numbers between −1.5 and 1.5, all different.</summary>
    None,

    /// <summary>About half of the numbers are zero.</summary>
    Zeros,

    /// <summary>Only −1, 0 and 1: many numbers are equal.</summary>
    Ties,

    /// <summary>Up to 1536: exponentials overflow.</summary>
    Large,

    /// <summary>About 10⁻¹⁸.</summary>
    Tiny,

    /// <summary>Below the smallest normal number of the type.</summary>
    Denormal,
}
