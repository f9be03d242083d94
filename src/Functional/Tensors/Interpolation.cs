namespace Functional;

/// <summary>What stands between the places of an axis that becomes longer.</summary>
public enum Interpolation
{
    /// <summary>The nearest place again.</summary>
    Nearest,

    /// <summary>A straight line from one place to the next: bilinear for images, trilinear for volumes.</summary>
    Linear,
}
