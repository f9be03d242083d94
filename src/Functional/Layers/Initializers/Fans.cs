namespace Functional;

public static partial class Initializers
{
    /// <summary>
    /// The fans of weights <c>[in, out]</c> and of kernels <c>[kernel…, in/groups, out]</c>: how many inputs an output has, and how many outputs an input has,
    /// counting each place of the kernel.
    /// </summary>
    /// <param name="shape">The shape of the weights; the axes before the last two are those of the kernel.</param>
    /// <param name="groups">In how many groups inputs and outputs are divided.</param>
    /// <exception cref="ShapeException">
    /// There are fewer than two axes, an axis is empty, the outputs cannot be divided into so many groups, or the fans are more than 2³¹ − 1.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no groups.</exception>
    public static (int In, int Out) FansOf(Shape shape, int groups = 1)
    {
        ExpectWeights("Fans", shape, groups);
        return (shape[..^1].ElementCount, shape[..^2].ElementCount * (shape[^1] / groups));
    }

    /// <summary>Refuses what are no weights <c>[kernel…, in/groups, out]</c>.</summary>
    private static void ExpectWeights(string initializer, Shape shape, int groups)
    {
        ExpectGroups(initializer, groups);
        if (shape.Rank < 2 || shape.ElementCount == 0)
            throw new ShapeException($"{initializer}: weights have shape [kernel..., in, out], and none of these is 0, but the shape is {shape}.");
        if (shape[^1] % groups != 0)
            throw new ShapeException(Invariant($"{initializer}: the {shape[^1]} outputs of weights of shape {shape} do not make {groups} groups."));
    }

    private static void ExpectGroups(string initializer, int groups)
    {
        if (groups < 1)
            throw new ArgumentOutOfRangeException(nameof(groups), Invariant($"{initializer}: there is at least 1 group, got {groups}."));
    }
}
