using System.Collections.Immutable;
using Functional.Properties.Losses;
using static Functional.Properties.Derivatives.OperationEntry;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations on sequences of labels.</summary>
internal static class SequenceOperationEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Ctc", "x.Ctc(labels, frames, blank)", static draw => SequenceCosts.Drawn(draw, infeasible: false) is var (spoken, _, scores)
            && SequenceCosts.Blank(draw) is var blank ? (x => x.Ctc(spoken.Words, draw.Coin("all") ? null : spoken.Frames, blank), scores) : default),
    ];
}
