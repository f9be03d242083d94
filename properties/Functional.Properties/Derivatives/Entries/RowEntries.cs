using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using static Functional.Properties.Derivatives.Entries.Drawn;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations by labels and rows.</summary>
internal static class RowEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("CrossEntropy", "x.CrossEntropy(labels)", Labelled(static (x, labels) => x.CrossEntropy(labels).Sum)),
        Of("TakeLabels", "x.TakeLabels(labels)", Labelled(static (x, labels) => x.TakeLabels(labels))),
        Of("PlaceLabels", "x.PlaceLabels(labels, shape)", static draw => (draw.Size("rows"), draw.Size("classes")) is var (rows, classes)
            && draw.Labels("labels", rows, classes) is var labels
            ? (x => x.PlaceLabels(labels, [rows, classes]), draw.Tensor<double>("x", [rows])) : default),
        Of("TakeRows", "x.TakeRows(rows)", Rows(static (x, rows) => x.TakeRows(rows))),
        Of("AddRows", "x.AddRows(rows, count)", static draw => draw.Size("size") is var size && Places(draw, size) is var rows
            && Shape.Create(rows.Length).Then(Shaped(draw, "row", 0, 2, empty: false)) is var shape
            ? (x => x.AddRows(rows, size), draw.Tensor<double>("x", shape)) : default),
        Of("SelectRows", "x.SelectRows(chosen)", Rows(static (x, chosen) => x.SelectRows(chosen))),
        Of("SelectRows", "x.SelectRows(chosen, y)", static draw => Any(draw, 1) is var x && Chosen(draw, x) is var chosen
            ? ((x, y) => x.SelectRows(chosen, y), x, draw.Tensor<double>("y", x.Shape)) : default),
    ];

    private static Func<Draw, (Func<V, V>, V)> Labelled(Func<V, Labels, V> apply) => draw =>
        Any(draw, 2, 3, empty: false) is var x && draw.Labels("labels", x.Shape[..^1].ElementCount, x.Shape[^1]) is var labels
            ? (x => apply(x, labels), x) : default;
}
