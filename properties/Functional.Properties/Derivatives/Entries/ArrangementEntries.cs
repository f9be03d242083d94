using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations that move elements, or repeat them.</summary>
internal static class ArrangementEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Reshape", "x.Reshape(-1)", static draw => (static x => x.Reshape(-1), Any(draw, 2))),
        Of("Permute", "x.Permute(order)", static draw => Any(draw) is var x && Order(draw, x.Shape) is var order
            ? (x => x.Permute(order), x) : default),
        Of("Permute", "x.Transpose()", static draw => (static x => x.Transpose(), Any(draw, 2))),
        Of("Slice", "x.Slice(axis, start, length)", Part(static (x, axis, start, length) => x.Slice(axis, start, length))),
        Of("Embed", "x.Embed(axis, start, size)", Part(static (x, axis, start, extra) => x.Embed(axis, start, x.Shape[axis] + start + extra))),
        Of("Concatenate", "Concatenate(axis, x, y)", static draw => Any(draw, 1) is var x && draw.Choice("axis", x.Rank) is var axis
            ? ((x, y) => Tensor.Concatenate(axis, x, y), x, draw.Tensor<double>("y", x.Shape.With(axis, draw.Size("more", 1, 3)))) : default),
        Of("Concatenate", "Stack(axis, x, y, x)", static draw => Any(draw) is var x && draw.Choice("axis", x.Rank + 1) is var axis
            ? ((x, y) => Tensor.Stack(axis, x, y, x), x, draw.Tensor<double>("y", x.Shape)) : default),
        Of("Slice", "x.Split(axis, sizes)", Part(static (x, axis, start, length) =>
            x.Split(axis, start, length, x.Shape[axis] - start - length) is [_, var middle, _] ? middle : x)),
    ];

    private static Func<Draw, (Func<V, V>, V)> Part(Func<V, int, int, int, V> apply) => draw =>
    {
        var x = Any(draw, 1, 3, empty: false);
        var axis = draw.Choice("axis", x.Rank);
        var start = draw.Choice("start", x.Shape[axis]);
        var length = draw.Choice("length", x.Shape[axis] - start + 1);
        return (each => apply(each, axis, start, length), x);
    };
}
