using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using static Functional.Properties.Derivatives.Entries.Drawn;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations along axes.</summary>
internal static class AxisEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Sum", "x.Sum()", One(static x => x.Sum())),
        Of("Sum", "x.Sum(axes)", Along(static (x, axes, kept) => x.Sum(axes, kept))),
        Of("Max", "x.Max(axes)", Along(static (x, axes, kept) => x.Max(axes, kept))),
        Of("Max", "x.Min(axes)", Along(static (x, axes, kept) => x.Min(axes, kept))),
        Of("LogSumExp", "x.LogSumExp(axes)", Along(static (x, axes, kept) => x.LogSumExp(axes, kept))),
        Of("Sum", "x.Mean(axes)", Along(static (x, axes, kept) => x.Mean(axes, kept))),
        Of("Sum", "x.SumTo(shape)", static draw => Any(draw) is var x && Operand(draw, "to", x.Shape) is var shape
            ? (x => x.SumTo(shape), x) : default),
        Of("BroadcastTo", "x.BroadcastTo(shape)", static draw => Shaped(draw, "common") is var shape
            ? (x => x.BroadcastTo(shape), draw.Tensor<double>("x", Operand(draw, "first", shape))) : default),
        Of("Softmax", "x.Softmax()", static draw => (static x => x.Softmax(), Any(draw, 1, 3, empty: false))),
        Of("LogSoftmax", "x.LogSoftmax()", static draw => (static x => x.LogSoftmax(), Any(draw, 1, 3, empty: false))),
        Of("Subtract", "x.CentreRows()", Rows(static x => x.CentreRows() is var (_, centred, variance) ? centred * (variance + 1.0) : x)),
    ];

    private static Func<Draw, (Func<V, V>, V)> Along(Func<V, int[], bool, V> apply) => draw =>
        Any(draw, empty: false) is var x && Axes(draw, x.Shape) is var axes && draw.Coin("kept") is var kept
            ? (x => apply(x, axes, kept), x) : default;
}
