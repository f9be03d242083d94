namespace Functional;

/// <summary>
/// How many places are put around an image before a window goes over it. An amount is a number of places before the first and after the last place of each axis of
/// space. Immutable; two with the same amounts are equal.
/// </summary>
/// <example><code>
/// var network = Convolution(32, [3, 3], padding: Padding.Same).Then(Convolution(64, [3, 3], padding: Padding.Explicit([1, 1], [0, 0])));
/// </code></example>
public sealed record Padding
{
    private readonly bool isSame;
    private readonly Shape? before;
    private readonly Shape? after;

    private Padding(bool isSame, Shape? before, Shape? after) => (this.isSame, this.before, this.after) = (isSame, before, after);

    /// <summary>None: the window stays within the image.</summary>
    public static Padding Valid { get; } = new(false, null, null);

    /// <summary>
    /// As many as let the output have ⌈size/stride⌉ places along each axis, so that it has the size of the input where the stride is 1. Where their number is odd, there is
    /// one more at the end.
    /// </summary>
    public static Padding Same { get; } = new(true, null, null);

    /// <summary>Given numbers of places, the same on both sides.</summary>
    /// <param name="amounts">How many for each axis of space.</param>
    public static Padding Explicit(Shape amounts) => new(false, amounts, amounts);

    /// <summary>Given numbers of places.</summary>
    /// <param name="before">How many before the first place of each axis of space.</param>
    /// <param name="after">How many after the last one.</param>
    /// <exception cref="ArgumentException">Both are for different numbers of axes.</exception>
    public static Padding Explicit(Shape before, Shape after) => before.Rank == after.Rank
        ? new(false, before, after)
        : throw new ArgumentException($"Padding: {before} before and {after} after are for different numbers of axes.", nameof(after));

    /// <summary>The number of axes for which it is given; null where it is for any number.</summary>
    internal int? Axes => before?.Rank;

    /// <summary>How many places there are before and after one axis.</summary>
    /// <param name="axis">The axis of space, from 0.</param>
    /// <param name="size">How many places of the image the axis has.</param>
    /// <param name="extent">How long the window is.</param>
    /// <param name="stride">How far it moves.</param>
    internal (int Before, int After) Of(int axis, int size, int extent, int stride)
    {
        if (!isSame)
            return (before?[axis] ?? 0, after?[axis] ?? 0);
        var windows = (size - 1L) / stride;
        var missing = (int)Math.Clamp(windows * stride + extent - size, 0, int.MaxValue);
        return (missing / 2, missing - missing / 2);
    }

    /// <summary>The padding as the C# expression that makes it.</summary>
    public override string ToString() => isSame ? "Padding.Same"
        : before is null ? "Padding.Valid"
        : before.Equals(after) ? $"Padding.Explicit({before})"
        : $"Padding.Explicit({before}, {after})";
}
