using Functional.Laws;
using static Functional.Properties.Losses.ClassCosts;
using Distributions = Functional.Properties.Losses.DefinedCost<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Losses;

/// <summary>Probabilities of classes beside scores <c>[…, classes]</c>, and what costs of them are by definition.</summary>
internal static class DistributionCosts
{
    /// <summary>−Σ w·q·log softmax(x), q being smoothed probabilities.</summary>
    public static Distributions CrossEntropy { get; } = Of(static draw => Targets(draw), static (draw, x, t) =>
    {
        var (log, weights, share) = (LogSoftmax(x), Weights(draw, x.Length), Smoothing(draw));
        return Enumerable.Range(0, x.Length).Sum(each => -log[each] * (weights?.Span[each] ?? 1) * ((1 - share) * t[each] + share / x.Length));
    });

    /// <summary>Σ t·(log t − z) over what is possible.</summary>
    public static Distributions Divergence { get; } = Of(static draw => Targets(draw), static (_, z, t) => t.Zip(z, Part).Sum());

    /// <summary>The same of logarithms of probabilities.</summary>
    public static Distributions DivergenceOfLogarithms { get; } = Of(
        static draw => Targets(draw).Log(), static (_, z, logs) => logs.Zip(z, static (log, z) => Part(double.Exp(log), z)).Sum());

    private static double Part(double t, double z) => t == 0 ? 0 : t * (double.Log(t) - z);

    private static Distributions Of(Func<Draw, Tensor<double>> targets, Func<Draw, double[], double[], double> ofRow) => new(
        draw => (targets(draw), Classified(draw).Scores.Shape[1..], Classified(draw).Scores),
        (draw, targets, scores) => RowsOf(scores).Zip(RowsOf(targets), (x, t) => ofRow(draw, x, t)).Sum(),
        static (_, _, scores) => scores.Length / scores.Shape[^1]);

    /// <summary>Two classes of each row share it, or one has it alone; the others are impossible.</summary>
    private static Tensor<double> Targets(Draw draw)
    {
        var (labels, scores) = Classified(draw);
        var others = draw.Labels("others", labels.Count, scores.Shape[^1]);
        var shares = draw.Tensor<double>("shares", scores.Shape.With(-1, 1), 0, 1);
        var mixed = draw.Coin("mixed") ? shares : Tensor.Ones<double>(shares.Shape);
        return Tensor.OneHot<double>(labels, scores.Shape) * mixed + Tensor.OneHot<double>(others, scores.Shape) * (1.0 - mixed);
    }
}
