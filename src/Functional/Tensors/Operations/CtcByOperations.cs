using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>
/// The recursion over the paths of sequences of labels, written with operations: for derivatives of its derivatives. It takes the same steps as the kernel,
/// sample by sample.
/// </summary>
internal static class CtcByOperations
{
    /// <summary>How much of the paths is in each class at each frame, <c>[batch, time, classes]</c>.</summary>
    public static Tensor<T> Occupancy<T>(Tensor<T> x, CtcSequence[] sequences)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (time, classes) = (x.Shape[1], x.Shape[2]);
        return Tensor.Stack([.. sequences.Select((sequence, sample) => OfSample(x.TakeRows(sample).Reshape(time, classes), sequence))]);
    }

    private static Tensor<T> OfSample<T>(Tensor<T> x, CtcSequence sequence)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (sequence.Frames.Length == 0)
            return Tensor.Zeros<T>(x.Shape);
        // Backwards it is the same recursion, with frames and states in the opposite order.
        var scores = x.TakeRows(sequence.Frames).TakePlaces(1, sequence.States);
        var before = Before(scores, sequence.States);
        int[] turned = [.. sequence.States.Reverse()];
        var after = Before(scores.Flip(0, 1), turned).Flip(0, 1);
        var there = before + scores;
        var last = there.Slice(0, sequence.Frames.Length - 1, 1);
        var ends = last.Slice(1, Math.Max(0, sequence.States.Length - 2), Math.Min(2, sequence.States.Length));
        var parts = (there + after - LogSum(ends, 1)).Exp();
        return parts.AddPlaces(1, sequence.States, x.Shape[1]).AddRows(sequence.Frames, x.Shape[0]);
    }

    /// <summary>For each frame and state the logarithm of the sum over the paths up to the frame before from which one comes there, <c>[frames, states]</c>.</summary>
    private static Tensor<T> Before<T>(Tensor<T> scores, int[] states)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (time, count) = (scores.Shape[0], states.Length);
        var sequence = new CtcSequence([], states);
        var rows = new Tensor<T>[time];
        rows[0] = Tensor.Generate<T>([1, count], static state => state < 2 ? T.Zero : T.NegativeInfinity);
        var skipped = Tensor.Generate<T>([1, count], state => sequence.MaySkipTo(state) ? T.One : T.Zero);
        for (var frame = 1; frame < time; frame++)
        {
            var now = rows[frame - 1] + scores.Slice(0, frame - 1, 1);
            var one = Tensor.Concatenate(1, Tensor.Full([1, 1], T.NegativeInfinity), now).Slice(1, 0, count);
            var two = Tensor.Concatenate(1, Tensor.Full([1, 2], T.NegativeInfinity), now).Slice(1, 0, count);
            rows[frame] = LogSum(Tensor.Concatenate(0, now, one, Tensor.Where(skipped, two, T.NegativeInfinity)), 0);
        }
        return Tensor.Concatenate(0, rows);
    }

    /// <summary>log Σ eˣ over an axis, which stays. Where nothing is possible it is −∞, and so is it near there: nothing flows back.</summary>
    private static Tensor<T> LogSum<T>(Tensor<T> x, int axis)
        where T : struct, IFloatingPointIeee754<T>
    {
        var largest = x.Max([axis], keepAxes: true).StopGradient();
        var impossible = largest.EqualTo(T.NegativeInfinity);
        var shift = Tensor.Where(impossible, T.Zero, largest);
        return ((x - shift).Exp().Sum([axis], keepAxes: true) + impossible).Log() + Tensor.Where(impossible, T.NegativeInfinity, shift);
    }
}
