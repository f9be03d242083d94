using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations that choose places along an axis: gathers and scatters, orders, edges.</summary>
internal static class PlaceEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("TakePlaces", "x.TakePlaces(axis, places)", Along(static (x, axis, draw) =>
            Places(draw, x.Shape[axis]) is var places ? x => x.TakePlaces(axis, places) : static x => x)),
        Of("AddPlaces", "x.AddPlaces(axis, places, size)", static draw => draw.Size("size") is var size && Places(draw, size) is var places
            && Shaped(draw, "around", 1, 3) is var around && draw.Choice("axis", around.Rank) is var axis
            ? (x => x.AddPlaces(axis, places, size), draw.Tensor<double>("x", around.With(axis, places.Length))) : default),
        Of("TakeAlong", "x.TakeAlong(places, axis)", Along(static (x, axis, draw) =>
            Each(draw, x.Shape.With(axis, draw.Size("count", 0, 4)), x.Shape[axis]) is var places ? x => x.TakeAlong(places, axis) : static x => x)),
        Of("AddAlong", "x.AddAlong(places, axis, size)", Along(static (x, axis, draw) => draw.Size("size") is var size
            && Each(draw, x.Shape, size) is var places ? x => x.AddAlong(places, axis, size) : static x => x)),
        Of("AddRows", "x.SegmentSum(segments, count)", static draw => Any(draw, 1) is var x && draw.Size("count") is var count
            && Each(draw, x.Shape[..1], count) is var segments ? (x => x.SegmentSum(segments, count), x) : default),
        Of("TakeSorted", "x.Sort(axis, descending)", Along(static (x, axis, draw) =>
            draw.Coin("descending") is var descending ? x => x.Sort(axis, descending) : static x => x)),
        Of("TakeSorted", "x.TakeSorted(keys, axis, descending)", Sorted(static (x, keys, axis, descending) => x.TakeSorted(keys, axis, descending))),
        Of("PlaceSorted", "x.PlaceSorted(keys, axis, descending)", Sorted(static (x, keys, axis, descending) => x.PlaceSorted(keys, axis, descending))),
        Of("TakePlaces", "x.Flip(axis)", Along(static (x, axis, _) => x => x.Flip(axis))),
        Of("TakePlaces", "x.Roll(axis, shift)", static draw => Any(draw, 1, 3, empty: false) is var x && draw.Choice("axis", x.Rank) is var axis
            ? (x => x.Roll(axis, 1 - 2 * x.Shape[axis]), x.Shape[axis] > 1 ? x : draw.Tensor<double>("x", x.Shape.With(axis, 2))) : default),
        Of("TakePlaces", "x.Pad(axis, before, after, mode)", static draw =>
        {
            var mode = (PadMode)(1 + draw.Choice("mode", 3));
            var shape = Shaped(draw, "shape", 1, 3, empty: false);
            var axis = draw.Choice("axis", shape.Rank);
            if (mode == PadMode.Reflect && shape[axis] == 1)
                shape = shape.With(axis, 2);
            var most = mode switch { PadMode.Reflect => shape[axis] - 1, PadMode.Circular => shape[axis], _ => 3 };
            var (before, after) = (1 + draw.Choice("before", most), draw.Choice("after", most + 1));
            return (x => x.Pad(axis, before, after, mode), draw.Tensor<double>("x", shape));
        }),
        Of("Embed", "x.Pad(axis, before, after)", Along(static (x, axis, draw) =>
            (draw.Size("before", 0, 3), draw.Size("after", 1, 3)) is var (before, after) ? x => x.Pad(axis, before, after) : static x => x)),
        Of("Concatenate", "x.Pad(axis, before, after, value)", Along(static (x, axis, draw) =>
            (draw.Size("before", 0, 3), draw.Size("after", 1, 3)) is var (before, after) ? x => x.Pad(axis, before, after, 0.5) : static x => x)),
        Of("TakePlaces", "x.Diagonal()", static draw => Any(draw, 1, 3) is var x
            ? (static x => x.Diagonal(), draw.Tensor<double>("square", x.Shape.Then([x.Shape[^1]]))) : default),
        Of("AddPlaces", "x.FromDiagonal()", static draw => (static x => x.FromDiagonal(), Any(draw, 1, 3))),
    ];

    /// <summary>A function along an axis, made of choices of its own.</summary>
    private static Func<Draw, (Func<V, V>, V)> Along(Func<V, int, Draw, Func<V, V>> function) => draw =>
        Any(draw, 1, 3, empty: false) is var x ? (function(x, draw.Choice("axis", x.Rank), draw), x) : default;

    private static Func<Draw, (Func<V, V, V>, V, V)> Sorted(Func<V, V, int, bool, V> apply) => draw =>
        Any(draw, 1, 3) is var x && draw.Choice("axis", x.Rank) is var axis && draw.Coin("descending") is var descending
            ? ((x, keys) => apply(x, keys, axis, descending), x, draw.Tensor<double>("keys", x.Shape)) : default;

    /// <summary>For each element of a shape one of so many places.</summary>
    private static Indices Each(Draw draw, Shape shape, int size) => Indices.Of(shape, draw.Labels("each", shape.ElementCount, size).Span);
}
