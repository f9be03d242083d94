namespace Functional.Images;

/// <summary>What an image becomes: a tensor of shape <c>[height, width, channels]</c>, with numbers from 0 to 1.</summary>
/// <param name="Height">How many rows of pixels; at least 1.</param>
/// <param name="Width">How many pixels a row; at least 1.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue, 4 for these and how opaque a pixel is.</param>
/// <param name="IsResized">Whether an image of another size is stretched to this one; it is refused when it is not.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not positive, or there are other channels.</exception>
public sealed record ImageSettings(int Height, int Width, int Channels = 3, bool IsResized = false)
{
    /// <summary>How many rows of pixels.</summary>
    public int Height { get; } = Height >= 1 ? Height : throw new ArgumentOutOfRangeException(nameof(Height), Invariant($"An image has at least 1 row of pixels, got {Height}."));

    /// <summary>How many pixels a row.</summary>
    public int Width { get; } = Width >= 1 ? Width : throw new ArgumentOutOfRangeException(nameof(Width), Invariant($"A row has at least 1 pixel, got {Width}."));

    /// <summary>1 for grey, 3 for red, green and blue, 4 for these and how opaque a pixel is.</summary>
    public int Channels { get; } = Channels is 1 or 3 or 4 ? Channels : throw new ArgumentOutOfRangeException(nameof(Channels), Invariant($"An image has 1, 3 or 4 channels, got {Channels}."));

    /// <summary>Of samples.</summary>
    internal Shape Shape => [Height, Width, Channels];

    /// <summary>The shape.</summary>
    public override string ToString() => Invariant($"[{Height}, {Width}, {Channels}]{(IsResized ? ", resized" : "")}");
}
