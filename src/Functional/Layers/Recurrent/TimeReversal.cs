using System.Numerics;

namespace Functional;

/// <summary>Sequences of some form, and the same backwards in time.</summary>
internal interface ISequenceForm<T, S>
    where T : struct, IFloatingPointIeee754<T>
    where S : IVectorSpace<S>
{
    /// <summary>The sequence from its last step to its first.</summary>
    static abstract S Reversed(S sequence);

}

/// <summary>Sequences of one length.</summary>
internal readonly struct WholeSequences<T> : ISequenceForm<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public static Tensor<T> Reversed(Tensor<T> sequence) => TimeReversal.Of(sequence);

}

/// <summary>
/// Sequences of different lengths with their mask. Backwards, what is not there comes first and is passed over, so that each begins at its own last step.
/// </summary>
internal readonly struct MaskedSequences<T> : ISequenceForm<T, Pair<Tensor<T>, Mask>>
    where T : struct, IFloatingPointIeee754<T>
{
    public static Pair<Tensor<T>, Mask> Reversed(Pair<Tensor<T>, Mask> sequence) => (TimeReversal.Of(sequence.First), TimeReversal.Of(sequence.Second));

}

/// <summary>The second axis in the other order.</summary>
internal static class TimeReversal
{
    /// <summary>A sequence <c>[batch, time, …]</c> from its last step to its first.</summary>
    public static Tensor<T> Of<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (batch, time) = Axes(x.Shape);
        return x.Reshape(Shape.Create(batch * time).Then(x.Shape[2..])).TakeRows(Places(batch, time)).Reshape(x.Shape);
    }

    /// <summary>A mask <c>[batch, time]</c> from its last step to its first.</summary>
    public static Mask Of(Mask mask)
    {
        var (batch, time) = Axes(mask.Shape);
        return mask.Reshape([batch * time]).TakeRows(Places(batch, time)).Reshape(mask.Shape);
    }

    private static (int Batch, int Time) Axes(Shape shape) => shape.Rank > 1
        ? (shape[0], shape[1])
        : throw new ShapeException($"Sequences have axes of samples and of time, but here the shape is {shape}.");

    private static int[] Places(int batch, int time)
    {
        var places = new int[batch * time];
        for (var row = 0; row < batch; row++)
            for (var t = 0; t < time; t++)
                places[row * time + t] = row * time + time - 1 - t;
        return places;
    }
}
