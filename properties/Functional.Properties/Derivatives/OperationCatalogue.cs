using System.Collections.Immutable;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>Every operation on tensors that can be traced, those inside of pullbacks, too, by the name of its record.</summary>
internal static class OperationCatalogue
{
    /// <summary>Operations whose derivatives are those of their numbers.</summary>
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        // Element by element.
        Of("Add", "x + y", Two(static (x, y) => x + y)),
        Of("Subtract", "x - y", Two(static (x, y) => x - y)),
        Of("Multiply", "x * y", Two(static (x, y) => x * y)),
        Of("Divide", "x / y", static draw => Broadcasting(draw) is var (first, second)
            ? (static (x, y) => x / y, draw.Tensor<double>("x", first), draw.Tensor<double>("y", second, 0.5, 2)) : default),
        Of("Maximum", "x.Maximum(y)", Two(static (x, y) => x.Maximum(y))),
        Of("Minimum", "x.Minimum(y)", Two(static (x, y) => x.Minimum(y))),
        Of("Precedence", "x.Precedence(y)", Two(static (x, y) => x.Precedence(y))),
        Of("Equality", "x.Equality(y)", Two(static (x, y) => x.Equality(y))),
        Of("Multiply", "x * x", One(static x => x * x)),
        Of("Negate", "-x", One(static x => -x)),
        Of("Exp", "x.Exp()", One(static x => x.Exp())),
        Of("Log", "x.Log()", static draw => (static x => x.Log(), Positive(draw))),
        Of("Sqrt", "x.Sqrt()", static draw => (static x => x.Sqrt(), Positive(draw))),
        Of("Abs", "x.Abs()", One(static x => x.Abs())),
        Of("Sign", "x.Sign()", One(static x => x.Sign())),
        Of("Relu", "x.Relu()", One(static x => x.Relu())),
        Of("Tanh", "x.Tanh()", One(static x => x.Tanh())),
        Of("Sigmoid", "x.Sigmoid()", One(static x => x.Sigmoid())),
        Of("ReluBack", "dy.ReluBack(y)", Alike(static (dy, y) => dy.ReluBack(y))),
        Of("TanhBack", "dy.TanhBack(y)", Alike(static (dy, y) => dy.TanhBack(y))),
        Of("SigmoidBack", "dy.SigmoidBack(y)", Alike(static (dy, y) => dy.SigmoidBack(y))),
        Of("BinaryCrossEntropy", "x.BinaryCrossEntropy(t)", static draw => Any(draw) is var x
            ? (static (x, t) => x.BinaryCrossEntropy(t), x, draw.Tensor<double>("t", x.Shape, 0, 1)) : default),

        // Along axes.
        Of("Sum", "x.Sum()", One(static x => x.Sum())),
        Of("Sum", "x.Sum(axes)", Along(static (x, axes, kept) => x.Sum(axes, kept))),
        Of("Max", "x.Max(axes)", Along(static (x, axes, kept) => x.Max(axes, kept))),
        Of("LogSumExp", "x.LogSumExp(axes)", Along(static (x, axes, kept) => x.LogSumExp(axes, kept))),
        Of("Sum", "x.Mean(axes)", Along(static (x, axes, kept) => x.Mean(axes, kept))),
        Of("Sum", "x.SumTo(shape)", static draw => Any(draw) is var x && Operand(draw, "to", x.Shape) is var shape
            ? (x => x.SumTo(shape), x) : default),
        Of("BroadcastTo", "x.BroadcastTo(shape)", static draw => Shaped(draw, "common") is var shape
            ? (x => x.BroadcastTo(shape), draw.Tensor<double>("x", Operand(draw, "first", shape))) : default),
        Of("Softmax", "x.Softmax()", static draw => (static x => x.Softmax(), Any(draw, 1, 3, empty: false))),
        Of("LogSoftmax", "x.LogSoftmax()", static draw => (static x => x.LogSoftmax(), Any(draw, 1, 3, empty: false))),
        Of("Subtract", "x.CentreRows()", Rows(static x => x.CentreRows() is var (_, centred, variance) ? centred * (variance + 1.0) : x)),

        // Products.
        Of("MatMul", "a.MatMul(b, transposed)", Matrices),
        Of("Affine", "x.Affine(w)", static draw => Affine(draw) is var (x, w, _) ? (static (x, w) => x.Affine(w), x, w) : default),
        Of("Affine", "x.Affine(w, b)", static draw => Affine(draw) is var (x, w, b) ? (static (x, w, b) => x.Affine(w, b), x, w, b) : default),
        Of("Affine", "x.Affine(w, b, tanh)", static draw => Affine(draw) is var (x, w, b)
            ? (static (x, w, b) => x.Affine(w, b, TanhOperation<double>.Rule), x, w, b) : default),

        // By labels and rows.
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

        // Arrangements.
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

    private static Func<Draw, (Func<V, V>, V)> One(Func<V, V> apply) => draw => (apply, Any(draw));

    private static Func<Draw, (Func<V, V, V>, V, V)> Two(Func<V, V, V> apply) => draw => Operands.Two(draw) is var (x, y) ? (apply, x, y) : default;

    private static Func<Draw, (Func<V, V, V>, V, V)> Alike(Func<V, V, V> apply) => draw =>
        Any(draw) is var x ? (apply, x, draw.Tensor<double>("y", x.Shape)) : default;

    private static Func<Draw, (Func<V, V>, V)> Along(Func<V, int[], bool, V> apply) => draw =>
        Any(draw, empty: false) is var x && Axes(draw, x.Shape) is var axes && draw.Coin("kept") is var kept
            ? (x => apply(x, axes, kept), x) : default;

    private static Func<Draw, (Func<V, V>, V)> Rows(Func<V, V> apply) => draw => (apply, Any(draw, 2, 2, empty: false));

    private static Func<Draw, (Func<V, V>, V)> Rows(Func<V, int[], V> apply) => draw =>
        Any(draw, 1, 3, empty: false) is var x && Places(draw, x.Shape[0]) is var rows ? (x => apply(x, rows), x) : default;

    private static Func<Draw, (Func<V, V>, V)> Rows(Func<V, bool[], V> apply) => draw =>
        Any(draw, 1) is var x && Chosen(draw, x) is var chosen ? (x => apply(x, chosen), x) : default;

    private static Func<Draw, (Func<V, V>, V)> Labelled(Func<V, Labels, V> apply) => draw =>
        Any(draw, 2, 3, empty: false) is var x && draw.Labels("labels", x.Shape[..^1].ElementCount, x.Shape[^1]) is var labels
            ? (x => apply(x, labels), x) : default;

    private static Func<Draw, (Func<V, V>, V)> Part(Func<V, int, int, int, V> apply) => draw =>
    {
        var x = Any(draw, 1, 3, empty: false);
        var axis = draw.Choice("axis", x.Rank);
        var start = draw.Choice("start", x.Shape[axis]);
        var length = draw.Choice("length", x.Shape[axis] - start + 1);
        return (each => apply(each, axis, start, length), x);
    };

    private static bool[] Chosen(Draw draw, V x) => [.. Enumerable.Range(0, x.Shape[0]).Select(row => draw.Coin($"row {row}"))];

    private static (V X, V Weight, V Bias) Affine(Draw draw)
    {
        var x = Any(draw, 2);
        var columns = draw.Size("columns", 1, 3);
        return (x, draw.Tensor<double>("w", [x.Shape[^1], columns]), draw.Tensor<double>("b", [columns]));
    }

    /// <summary>Each way to transpose, and batches that broadcast or are missing.</summary>
    private static (Func<V, V, V> Apply, V A, V B) Matrices(Draw draw)
    {
        var transposed = (Transposed)draw.Choice("transposed", 4);
        var batch = Shaped(draw, "batch", 0, 2);
        var (n, k, m) = (draw.Size("n", 1, 3), draw.Size("k", 1, 3), draw.Size("m", 1, 3));
        Shape a = (transposed & Transposed.Left) != 0 ? [k, n] : [n, k], b = (transposed & Transposed.Right) != 0 ? [m, k] : [k, m];
        return (
            (x, y) => x.MatMul(y, transposed),
            draw.Tensor<double>("a", Operand(draw, "left", batch).Then(a)), draw.Tensor<double>("b", Operand(draw, "right", batch).Then(b)));
    }
}

public sealed class OperationsObeyTheLaws
{
    private const int Cases = 25;

    public static TheoryData<string, string> Laws => Entry.LawsOf(OperationCatalogue.All.Select(static each => new Entry(each.Operation, each.Laws)));

    [Theory]
    [MemberData(nameof(Laws))]
    public void Of_derivatives(string operation, string law) => OperationCatalogue.All.Single(entry => entry.Laws.Subject == operation).Laws.Only(law)
        .Check(LawSettings.Cases(Environment.GetEnvironmentVariable(LawSettings.CasesVariable), Cases));
}
