using System.Collections.Immutable;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Derivatives.Operands;
using V = Functional.Tensor<double>;
using Three = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Derivatives;

/// <summary>Operations against compositions of smaller ones: two rules that were written apart say the same.</summary>
public sealed class RewrittenLaws
{
    private const int Cases = 25;

    private static ImmutableArray<LawSuite<Draw>> All { get; } =
    [
        One("x.Softmax()", static x => x.Softmax(), static x => x.Exp() / x.Exp().Sum([-1], keepAxes: true), 1),
        One("x.LogSoftmax()", static x => x.LogSoftmax(), static x => x - x.LogSumExp([-1], keepAxes: true), 1),
        One("x.LogSumExp()", static x => x.LogSumExp(), static x => x.Exp().Sum().Log()),
        One("x.LogSumExp([-1])", static x => x.LogSumExp([-1]), static x => x.Exp().Sum([-1]).Log(), 1),
        One("x.Mean([0])", static x => x.Mean([0]), static x => x.Sum([0]) * (1.0 / x.Shape[0]), 1),
        One("x.Tanh()", static x => x.Tanh(), static x => ((x + x).Exp() - 1.0) / ((x + x).Exp() + 1.0)),
        One("x.Sigmoid()", static x => x.Sigmoid(), static x => 1.0 / ((-x).Exp() + 1.0)),
        One("x.Relu()", static x => x.Relu(), static x => (x + x.Abs()) * 0.5),
        One("x.Abs()", static x => x.Abs(), static x => x * x.Sign()),
        One("-x", static x => -x, static x => x.Zero - x),
        One("x.Sum()", static x => x.Sum(), static x => x.Reshape(1, -1).MatMul(Tensor.Ones<double>([x.Length, 1])).Reshape(Shape.Scalar)),
        One("x.Transpose()", static x => x.Transpose(), static x => Tensor.Stack(
            x.Rank - 1, [.. Enumerable.Range(0, x.Shape[^2]).Select(i => x.Slice(-2, i, 1).Reshape(x.Shape[..^2].Then([x.Shape[^1]])))]), 2),
        One("x.Slice(0, 0, 1)", static x => x.Slice(0, 0, 1), static x => x.TakeRows(0), 1),
        One("x.TakeRows(0, 0)", static x => x.TakeRows(0, 0), static x => Tensor.Concatenate(0, x.Slice(0, 0, 1), x.Slice(0, 0, 1)), 1),
        One("x.Max([0])", static x => x.Max([0]), static x => Enumerable.Range(0, x.Shape[0])
            .Select(i => x.TakeRows(i).Reshape(x.Shape[1..])).Aggregate(static (a, b) => a.Maximum(b)), 1),
        One("x.CentreRows().Variance", static x => x.CentreRows().Variance, static x => (x * x).Mean([0]) - x.Mean([0]) * x.Mean([0]), 2, 2),
        OfTwo("x - y", static (x, y) => x - y, static (x, y) => x + -y),
        OfTwo("x * y", static (x, y) => x * y, static (x, y) => ((x + y) * (x + y) - (x - y) * (x - y)) * 0.25),
        OfTwo("x + y", static (x, y) => x + y, static (x, y) => Shape.Broadcast(x.Shape, y.Shape) is { } shape
            ? x.BroadcastTo(shape) + y.BroadcastTo(shape) : x),
        OfTwo("x.Maximum(y)", static (x, y) => x.Maximum(y), static (x, y) => (x + y + (x - y).Abs()) * 0.5),
        OfTwo("x.Minimum(y)", static (x, y) => x.Minimum(y), static (x, y) => -(-x).Maximum(-y)),
        Rewritten.Of<Two>("x / y", static draw => Broadcasting(draw) is var (first, second)
            ? (static p => p.First / p.Second, static p => p.First * (-p.Second.Log()).Exp(),
                (draw.Tensor<double>("x", first), draw.Tensor<double>("y", second, 0.5, 2))) : default),
        Rewritten.Of<V>("x.Sqrt()", static draw => (static x => x.Sqrt(), static x => (x.Log() * 0.5).Exp(), Positive(draw))),
        Rewritten.Of<V>("x.Log().Exp()", static draw => (static x => x.Log().Exp(), static x => x * 1.0, Positive(draw))),
        Rewritten.Of<Three>("x.Affine(w, b)", static draw => (Products(draw) is var (x, w, b)
            ? (static p => p.First.Affine(p.Second.First, p.Second.Second),
                static p => p.First.MatMul(p.Second.First) + p.Second.Second, (x, (w, b))) : default)),
        Rewritten.Of<Three>("x.Affine(w, b, tanh)", static draw => (Products(draw) is var (x, w, b)
            ? (static p => p.First.Affine(p.Second.First, p.Second.Second, TanhOperation<double>.Rule),
                static p => (p.First.MatMul(p.Second.First) + p.Second.Second).Tanh(), (x, (w, b))) : default)),
        Rewritten.Of<Two>("x.MatMul(w)", static draw => (Products(draw) is var (x, w, _)
            ? (static p => p.First.MatMul(p.Second),
                static p => (p.First.Reshape(p.First.Shape.Then([1])) * p.Second).Sum([-2]), (x, w)) : default)),
        Rewritten.Of<V>("x.CrossEntropy(labels)", static draw => Labelled(draw) is var (x, labels)
            ? (x => x.CrossEntropy(labels).Sum, x => -x.LogSoftmax().TakeLabels(labels).Sum(), x) : default),
        Rewritten.Of<V>("x.TakeLabels(labels)", static draw => Labelled(draw) is var (x, labels)
            ? (x => x.TakeLabels(labels), x => (x * Tensor.OneHot<double>(labels, x.Shape)).Sum([-1]), x) : default),
        Rewritten.Of<Two>("x.BinaryCrossEntropy(t)", static draw => Any(draw) is var x
            ? (static p => p.First.BinaryCrossEntropy(p.Second),
                static p => -(p.Second * p.First.Sigmoid().Log() + (1.0 - p.Second) * (1.0 - p.First.Sigmoid()).Log()),
                (x, draw.Tensor<double>("t", x.Shape, 0, 1))) : default),
    ];

    public static TheoryData<string, string> Laws => Entry.LawsOf(All.Select(static suite => new Entry(suite.Subject, suite)));

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_other_words_it_is_the_same(string operation, string law) => All.Single(suite => suite.Subject == operation).Only(law)
        .Check(LawSettings.Cases(Environment.GetEnvironmentVariable(LawSettings.CasesVariable), Cases));

    private static LawSuite<Draw> One(string subject, Func<V, V> one, Func<V, V> other, int lowest = 0, int highest = 3) =>
        Rewritten.Of<V>(subject, draw => (one, other, Any(draw, lowest, highest, empty: false)));

    private static LawSuite<Draw> OfTwo(string subject, Func<V, V, V> one, Func<V, V, V> other) => Rewritten.Of<Two>(
        subject, draw => (p => one(p.First, p.Second), p => other(p.First, p.Second), Operands.Two(draw)));

    private static (V X, Labels Labels) Labelled(Draw draw) =>
        Any(draw, 2, 2, empty: false) is var x ? (x, draw.Labels("labels", x.Shape[0], x.Shape[1])) : default;

    private static (V X, V Weight, V Bias) Products(Draw draw)
    {
        var x = Any(draw, 2, 3, empty: false);
        var columns = draw.Size("columns", 1, 3);
        return (x, draw.Tensor<double>("w", [x.Shape[^1], columns]), draw.Tensor<double>("b", [columns]));
    }
}
