using System.Collections.Immutable;
using static Functional.Properties.Derivatives.OperationEntry;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations of attention.</summary>
internal static class AttentionEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Rotate", "x.Rotate(rotation)", static draw =>
        {
            var size = 2 * draw.Size("half", 1, 2);
            var (turned, more) = (size * draw.Size("heads", 1, 2), draw.Size("more", 0, 2));
            var rotation = new Rotation(size, turned, draw.Size("first", 0, 3), 100, draw.Coin("back"));
            return (x => x.Rotate(rotation), draw.Tensor<double>("x", draw.Batched("outer", 1, 2).Then([turned + more])));
        }),
    ];
}
