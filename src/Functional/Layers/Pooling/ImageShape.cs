namespace Functional;

/// <summary>Samples with axes of space and a last one of channels: <c>[space…, channels]</c>.</summary>
internal static class ImageShape
{
    /// <summary>The axes of space.</summary>
    /// <param name="layer">Who asks, for messages.</param>
    /// <param name="sample">The shape of the sample.</param>
    /// <param name="axes">How many axes of space there must be; null for one to three.</param>
    /// <exception cref="ShapeException">There are others, or one of them is empty.</exception>
    public static Shape Space(string layer, Shape sample, int? axes = null) =>
        sample.Rank > 1 && !sample.Sizes[..^1].Contains(0) && (axes is { } count ? sample.Rank == count + 1 : sample.Rank <= Windows.MostAxes + 1)
            ? sample[..^1]
            : throw new ShapeException(Invariant($"{layer} works on samples [{Places(axes)}, channels], no axis of space empty, but the input has shape {sample}."));

    private static string Places(int? axes) => axes switch
    {
        1 => "width",
        2 => "height, width",
        3 => "depth, height, width",
        _ => "space…",
    };
}
