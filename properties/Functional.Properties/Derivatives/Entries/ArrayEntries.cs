using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Operations on whole arrays: cumulative sums, products, norms and variances along axes, repetitions, and Einstein's sum.</summary>
internal static class ArrayEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("CumSum", "x.CumSum(axis, reverse, exclusive)", static draw => Any(draw, 1) is var x && draw.Choice("axis", x.Rank) is var axis
            && (draw.Coin("reverse"), draw.Coin("exclusive")) is var (reverse, exclusive) ? (x => x.CumSum(axis, reverse, exclusive), x) : default),
        Of("Multiply", "x.Prod(axes)", Several(2, static (draw, shape) => draw.Tensor<double>("x", shape), static (x, axes, kept) => x.Prod(axes, kept))),
        Of("PowerOfTwo", "x.PowerOfTwo()", static draw => (static x => x.PowerOfTwo(), Any(draw))),
        Of("Abs", "x.Norm(1, axes)", Several(2, Away, static (x, axes, kept) => x.Norm(1, axes, kept))),
        Of("Abs", "x.Norm(∞, axes)", Several(2, Away, static (x, axes, kept) => x.Norm(double.PositiveInfinity, axes, kept))),
        Of("Abs", "x.Norm(3, axes)", Several(2, Away, static (x, axes, kept) => x.Norm(3, axes, kept))),
        Of("Abs", "x.Norm(1.5, axes)", Several(2, Away, static (x, axes, kept) => x.Norm(1.5, axes, kept))),
        Of("Sqrt", "x.Norm(2, axes)", Several(2, Away, static (x, axes, kept) => x.Norm(2, axes, kept))),
        Of("Sum", "x.Variance(axes)", static draw => Any(draw, empty: false) is var x && Axes(draw, x.Shape) is var axes && draw.Coin("kept") is var kept
            ? (x => x.Variance(axes, kept), x) : default),
        Of("Sum", "x.StandardDeviation(axes)", Several(3, static (draw, shape) => draw.Tensor<double>("x", shape, -1, 1),
            static (x, axes, kept) => x.StandardDeviation(axes, kept, correction: 1))),
        Of("BroadcastTo", "x.Tile(times)", static draw => Any(draw, 1, 3, empty: false) is var x && (int[])[.. x.Shape.Select((_, axis) => draw.Size($"times {axis}", 1, 3))] is var times
            ? (x => x.Tile([times[0] + 1, .. times[1..]]), x) : default),
        Of("BroadcastTo", "x.Repeat(axis, times)", static draw => Any(draw, 1, 3, empty: false) is var x && draw.Choice("axis", x.Rank) is var axis
            && draw.Size("times", 2, 3) is var times ? (x => x.Repeat(axis, times), x) : default),
        Of("MatMul", "Einsum(bij,bjk->bik)", Sized("b i j", "b j k", static (x, y) => Tensor.Einsum("bij,bjk->bik", x, y))),
        Of("MatMul", "Einsum(ij,kj->ki)", Sized("i j", "k j", static (x, y) => Tensor.Einsum("ij,kj->ki", x, y))),
        Of("MatMul", "Einsum(iij,jk->ik)", Sized("i i j", "j k", static (x, y) => Tensor.Einsum("iij,jk->ik", x, y))),
        Of("MatMul", "Einsum(ai,bj->ij)", Sized("a i", "b j", static (x, y) => Tensor.Einsum("ai,bj->ij", x, y))),
        Of("MatMul", "Einsum(i,ijk,j->k)", static draw => (draw.Size("i", 1, 3), draw.Size("j", 1, 3), draw.Size("k", 1, 3)) is var (i, j, k)
            ? (static (x, y, z) => Tensor.Einsum("i,ijk,j->k", x, y, z), draw.Tensor<double>("x", [i]), draw.Tensor<double>("y", [i, j, k]), draw.Tensor<double>("z", [j]))
            : default),
        Of("Triangle", "x.LowerTriangle(diagonal)", Matrix(static (x, diagonal) => x.LowerTriangle(diagonal))),
        Of("Triangle", "x.UpperTriangle(diagonal)", Matrix(static (x, diagonal) => x.UpperTriangle(diagonal))),
    ];

    private static Func<Draw, (Func<V, V>, V)> Matrix(Func<V, int, V> apply) => draw =>
        Any(draw, 2, 3) is var x && draw.Choice("diagonal", 7) - 3 is var diagonal ? (x => apply(x, diagonal), x) : default;

    /// <summary>A function along axes of which each sees several numbers: of one or two the derivatives may be zeros that only rounding tells from others.</summary>
    private static Func<Draw, (Func<V, V>, V)> Several(int least, Func<Draw, Shape, V> numbers, Func<V, int[], bool, V> apply) => draw =>
    {
        var shape = Shaped(draw, "shape", 1, 3, empty: false);
        var axes = Axes(draw, shape);
        if (AxisReduction.CountOf(shape, axes) < least)
            shape = shape.With(axes.Length == 0 ? 0 : axes[0], least);
        var kept = draw.Coin("kept");
        return (x => apply(x, axes, kept), numbers(draw, shape));
    };

    /// <summary>Numbers of either sign, away from 0, where a norm has no slope.</summary>
    private static V Away(Draw draw, Shape shape) =>
        draw.Tensor<double>("x", shape, 0.25, 1.5) * draw.Tensor<double>("signs", shape, -1, 1).Map(static sign => sign < 0 ? -1 : 1);

    /// <summary>Operands whose axes have names, of a size each.</summary>
    private static Func<Draw, (Func<V, V, V>, V, V)> Sized(string first, string second, Func<V, V, V> apply) => draw =>
    (
        apply,
        draw.Tensor<double>("x", [.. first.Split(' ').Select(axis => draw.Size(axis, 1, 3))]),
        draw.Tensor<double>("y", [.. second.Split(' ').Select(axis => draw.Size(axis, 1, 3))]));
}
