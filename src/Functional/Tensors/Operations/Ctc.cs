using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// −log of the probability of each sequence of labels, beside log-probabilities <c>[batch, time, classes]</c>: that of all paths over its frames that become
    /// it when equal neighbours are joined and blanks left out. ∞ where there is no such path. The caller has checked labels and shapes.
    /// </summary>
    internal Tensor<T> Ctc(LabelSequences labels, Mask? frames, int blank)
    {
        if (IsTraced)
            return new CtcOperation<T>(labels, frames, blank).Trace(this);
        var costs = Scope.Buffer<T>(labels.Count);
        CtcSamples<T>.Run(CtcOperation<T>.SequencesOf(labels, frames, blank, Shape), Data, Shape[1], Shape[2], costs.Memory, []);
        return new(costs, [labels.Count]);
    }

    /// <summary>How much of the paths is in each class at each frame: what of <see cref="Ctc"/> is the slope, with the other sign.</summary>
    internal Tensor<T> CtcOccupancy(LabelSequences labels, Mask? frames, int blank)
    {
        var sequences = CtcOperation<T>.SequencesOf(labels, frames, blank, Shape);
        if (IsTraced)
            return CtcByOperations.Occupancy(this, sequences);
        var occupancy = Scope.Zeros<T>(Length);
        CtcSamples<T>.Run(sequences, Data, Shape[1], Shape[2], [], occupancy.Memory);
        return new(occupancy, Shape);
    }
}

/// <summary>x̄ = −ȳ times how much of the paths is where: Graves et al., ICML 2006, equation 15, by the log-probabilities.</summary>
internal sealed record CtcOperation<T>(LabelSequences Labels, Mask? Frames, int Blank) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => Frames is null
        ? [("labels", Labels), ("blank", Blank)]
        : [("labels", Labels), ("frames", Frames), ("blank", Blank)];

    /// <summary>The sequences and their frames: all of them where no mask says otherwise.</summary>
    public static CtcSequence[] SequencesOf(LabelSequences labels, Mask? frames, int blank, Shape shape)
    {
        int[] all = [.. Enumerable.Range(0, shape[1])];
        return [.. labels.Select((sequence, sample) => new CtcSequence(
            frames is null ? all : Array.FindAll(all, frame => frames[sample, frame]), CtcSequence.StatesOf(sequence.Span, blank)))];
    }

    public override Shape ShapeOf(Shape x) => x[..1];

    public override Tensor<T> Apply(Tensor<T> x) => x.Ctc(Labels, Frames, Blank);

    public override Tensor<T> Mapped(Tensor<T> x)
    {
        var (count, flat) = (x.Shape[0], Samples.Flat(x));
        LabelSequences labels = [.. Samples.Again<Labels>([.. Labels], count)];
        var frames = Frames is null ? null : Mask.Of([flat.Shape[0], flat.Shape[1]], Samples.Again(Frames.Span, count));
        return flat.Ctc(labels, frames, Blank).Reshape(count, Labels.Count);
    }

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) =>
        dy => x.CtcOccupancy(Labels, Frames, Blank) * -dy.Reshape(dy.Length, 1, 1);
}
