
namespace Functional;

public static partial class Layers<T>
{
    /// <summary>Zeros around the axes of space, 1, 2 or 3 of them: <c>[batch, space…, channels]</c> to <c>[batch, before + space + after…, channels]</c>.</summary>
    /// <param name="before">How many come before the first place of each axis of space.</param>
    /// <param name="after">How many come after the last one; as many as before when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no axes or more than three.</exception>
    /// <exception cref="ArgumentException">Both are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> ZeroPad(Shape before, Shape? after = null) => new(PadLink<T>.Of("ZeroPad", before, after, PadMode.Zero));

    /// <summary>
    /// The mirror image around the axes of space, the edge itself not again: <c>c b | a b c | b a</c>. <c>[batch, space…, channels]</c> to
    /// <c>[batch, before + space + after…, channels]</c>, over 1, 2 or 3 axes; each is longer than its padding.
    /// </summary>
    /// <param name="before">How many come before the first place of each axis of space.</param>
    /// <param name="after">How many come after the last one; as many as before when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no axes or more than three.</exception>
    /// <exception cref="ArgumentException">Both are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> ReflectPad(Shape before, Shape? after = null) => new(PadLink<T>.Of("ReflectPad", before, after, PadMode.Reflect));

    /// <summary>
    /// The edge again and again around the axes of space: <c>a a | a b c | c c</c>. <c>[batch, space…, channels]</c> to
    /// <c>[batch, before + space + after…, channels]</c>, over 1, 2 or 3 axes.
    /// </summary>
    /// <param name="before">How many come before the first place of each axis of space.</param>
    /// <param name="after">How many come after the last one; as many as before when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no axes or more than three.</exception>
    /// <exception cref="ArgumentException">Both are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> ReplicatePad(Shape before, Shape? after = null) => new(PadLink<T>.Of("ReplicatePad", before, after, PadMode.Replicate));
}
