namespace Functional;

/// <summary>
/// How the kernel of a convolution goes over an image: along each axis of space, output o sees with tap r of the kernel the input at
/// <c>o·stride + r·dilation − before</c>, and zero beyond the edges.
/// </summary>
/// <param name="Strides">How far it moves from one output to the next along each axis; 1 where none are given.</param>
/// <param name="Dilation">How far apart neighbouring taps are along each axis; 1 where none are given. A kernel of k taps is (k − 1)·dilation + 1 long.</param>
/// <param name="Before">How many zeros there are before the first place of each axis; none where none are given.</param>
/// <param name="After">How many there are after the last one; as many as before where none are given.</param>
/// <param name="Groups">Into how many groups the channels are divided: each group of outputs sees its own group of inputs alone.</param>
/// <exception cref="ArgumentOutOfRangeException">A stride, a dilation or the number of groups is less than 1.</exception>
public sealed record ConvolutionSettings(Shape? Strides = null, Shape? Dilation = null, Shape? Before = null, Shape? After = null, int Groups = 1)
{
    /// <summary>How far the kernel moves from one output to the next along each axis; null for 1.</summary>
    public Shape? Strides { get; init => field = ExpectPositive(value, nameof(Strides)); } = ExpectPositive(Strides, nameof(Strides));

    /// <summary>How far apart neighbouring taps are along each axis; null for 1.</summary>
    public Shape? Dilation { get; init => field = ExpectPositive(value, nameof(Dilation)); } = ExpectPositive(Dilation, nameof(Dilation));

    /// <summary>Into how many groups the channels are divided.</summary>
    public int Groups { get; init => field = ExpectGroups(value, nameof(Groups)); } = ExpectGroups(Groups, nameof(Groups));

    /// <summary>One step at a time, without gaps, zeros and groups.</summary>
    public static ConvolutionSettings Default { get; } = new();

    /// <summary>The settings as the C# expression that makes them.</summary>
    public override string ToString() => $"ConvolutionSettings({string.Join(", ", Attributes.Select(static each => Invariant($"{each.Name}: {each.Value}")))})";

    /// <summary>What is not as usual, by name.</summary>
    internal (string Name, object Value)[] Attributes =>
        [
            .. new (string, object?)[] { ("strides", Strides), ("dilation", Dilation), ("before", Before), ("after", After), ("groups", Groups == 1 ? null : Groups) }
                .Where(static each => each.Item2 is not null).Select(static each => (each.Item1, each.Item2!)),
        ];

    private static Shape? ExpectPositive(Shape? sizes, string name) => sizes is null || !sizes.Contains(0)
        ? sizes
        : throw new ArgumentOutOfRangeException(name, $"Convolution: {name} are at least 1 along each axis, got {sizes}.");

    private static int ExpectGroups(int groups, string name) => groups >= 1
        ? groups
        : throw new ArgumentOutOfRangeException(name, Invariant($"Convolution: there is at least 1 group, got {groups}."));
}
