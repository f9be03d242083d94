using Functional.Laws;
using Three = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Losses;

/// <summary>Outputs of two or three parts, and what costs of them are by definition.</summary>
internal static class PairCosts
{
    /// <summary>½·(s + (t − m)²·e⁻ˢ).</summary>
    public static DefinedCost<Tensor<double>, Two> Gaussian { get; } = new(
        static draw => ElementCosts.Measured(draw) is var (targets, means)
            ? (targets, Shapes.Pair(means.Shape[1..], means.Shape[1..]), (means, draw.Tensor<double>("logarithms", means.Shape))) : default,
        static (draw, targets, pair) => targets.Select((t, i) => (t - pair.First.Span[i]) is var error
            ? (pair.Second.Span[i] + error * error * double.Exp(-pair.Second.Span[i]) + (ElementCosts.Full(draw) ? double.Log(2 * double.Pi) : 0)) / 2 : 0).Sum(),
        static (_, targets, _) => targets.Length);

    /// <summary>1 − cos, or what the cosine is above the margin.</summary>
    public static DefinedCost<Tensor<double>, Two> Cosine { get; } = new(
        static draw => Vectors(draw, 2, 3) is var u && draw.Tensor<double>("sides", u.Shape[..^1], -1, 1).Map(static t => t < 0 ? -1.0 : 1) is var sides
            ? (sides, Shapes.Pair(u.Shape[1..], u.Shape[1..]), (u, draw.Tensor<double>("v", u.Shape))) : default,
        static (draw, sides, pair) => sides.Zip(Cosines(pair), (side, cosine) => side > 0 ? 1 - cosine : double.Max(0, cosine - CosineMargin(draw))).Sum(),
        static (_, sides, _) => sides.Length);

    /// <summary>What the distance to the one is not smaller than that to the other. There is nothing beside the vectors: its targets are numbers for nobody.</summary>
    public static DefinedCost<Tensor<double>, Three> Triplet { get; } = new(
        static draw => Vectors(draw, 2, 3) is var a ? (
            Tensor.Zeros<double>(a.Shape[..1]), Shapes.Pair(a.Shape[1..], Shapes.Pair(a.Shape[1..], a.Shape[1..])),
            (a, (draw.Choice("equal", 8) == 0 ? a + 0.0 : draw.Tensor<double>("p", a.Shape), draw.Tensor<double>("n", a.Shape)))) : default,
        static (draw, _, three) => Distances(three.First, three.Second.First)
            .Zip(Distances(three.First, three.Second.Second), (near, far) => double.Max(0, near - far + ClassCosts.Margin(draw))).Sum(),
        static (_, _, three) => three.First.Length / three.First.Shape[^1]);

    /// <summary>
    /// −log of the share of the own one among all, by e^(cosine/τ), and the same the other way round. A sample alone knows of no others, so that no law says
    /// that samples add up; its targets are numbers for nobody.
    /// </summary>
    public static DefinedCost<Tensor<double>, Two> InfoNce { get; } = new(
        static draw => Vectors(draw, 2, 2) is var u
            ? (Tensor.Zeros<double>(u.Shape[..1]), Shapes.Pair(u.Shape[1..], u.Shape[1..]), (u, draw.Tensor<double>("v", u.Shape))) : default,
        static (draw, _, pair) => Symmetric(draw)
            ? (FindTheirOwn(draw, pair.First, pair.Second) + FindTheirOwn(draw, pair.Second, pair.First)) / 2
            : FindTheirOwn(draw, pair.First, pair.Second));

    public static double Temperature(Draw draw) => draw.Number("temperature", 0.25, 2);

    public static bool Symmetric(Draw draw) => draw.Coin("symmetric");

    /// <summary>How large the cosine of those may be that do not belong together.</summary>
    public static double CosineMargin(Draw draw) => draw.Number("margin", -1, 1);

    /// <summary>The cosines of pairs of vectors; 0 where one has no length.</summary>
    public static IEnumerable<double> Cosines(Two pair) => ClassCosts.RowsOf(pair.First).Zip(ClassCosts.RowsOf(pair.Second), static (u, v) =>
        u.Zip(v, static (x, y) => x * y).Sum() is var product && product == 0 ? 0 : product / (Length(u) * Length(v)));

    /// <summary>Vectors along the last axis.</summary>
    public static Tensor<double> Vectors(Draw draw, int lowest, int highest) => draw.Tensor<double>("u", draw.Batched("shape", lowest, highest));

    private static double FindTheirOwn(Draw draw, Tensor<double> u, Tensor<double> v) => ClassCosts.RowsOf(u).Select((row, own) =>
    {
        var each = Tensor.Stack(0, [.. Enumerable.Repeat(Tensor.Vector(row), v.Shape[0])]);
        return -ClassCosts.LogSoftmax([.. Cosines((each, v)).Select(cosine => cosine / Temperature(draw))])[own];
    }).Sum();

    private static IEnumerable<double> Distances(Tensor<double> u, Tensor<double> v) => ClassCosts.RowsOf(u - v).Select(Length);

    private static double Length(double[] u) => double.Sqrt(u.Sum(static x => x * x));
}
