using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Losses.Entries;

/// <summary>Costs of sequences of labels.</summary>
public static class SequenceEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        SequenceCosts.Ctc.Entry(
            nameof(Layers<double>.Ctc), "Ctc(labels, reduction, frames, blank, zeroInfeasible)", Ctc<double>, static (draw, spoken, reduction) => Twin.Of(Ctc<float>(draw, spoken, reduction))),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Ctc<T>(Draw draw, Spoken spoken, Reduction reduction)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Ctc(spoken.Words, reduction, spoken.Frames, SequenceCosts.Blank(draw), SequenceCosts.ZeroInfeasible(draw));
}
