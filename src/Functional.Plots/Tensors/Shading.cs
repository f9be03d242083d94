namespace Functional.Plots;

/// <summary>How the numbers of an image with one channel become colours.</summary>
public enum Shading
{
    /// <summary>0 is black, and the largest number is white: light.</summary>
    Light,

    /// <summary>0 is white, and the largest number is black: ink.</summary>
    Ink,

    /// <summary>0 is white, what is negative is vermilion, and what is positive is blue; each image has its own range.</summary>
    Diverging,
}
