using Functional.Laws;
using Rows = Functional.Properties.Losses.DefinedCost<Functional.Labels, Functional.Tensor<double>>;

namespace Functional.Properties.Losses;

/// <summary>Labels beside scores <c>[batch, classes]</c> and <c>[batch, time, classes]</c>, and what costs of them are by definition.</summary>
internal static class ClassCosts
{
    /// <summary>−log softmax(x)[label], summed over the rows.</summary>
    public static Rows CrossEntropy { get; } = Of(static (_, x, label) => -LogSoftmax(x)[label]);

    /// <summary>−z[label], summed over the rows.</summary>
    public static Rows NegativeLogLikelihood { get; } = Of(static (_, z, label) => -z[label]);

    /// <summary>The same with weights, smoothing and rows that do not count.</summary>
    public static Rows CrossEntropyWithSettings { get; } = WithSettings(LogSoftmax);

    /// <summary>The same of log-probabilities.</summary>
    public static Rows NegativeLogLikelihoodWithSettings { get; } = WithSettings(static z => z);

    /// <summary>Σ max(0, margin − x[label] + x[other])/classes, or with squares.</summary>
    public static Rows Hinge { get; } = Of(static (draw, x, label) => Enumerable.Range(0, x.Length).Where(other => other != label)
        .Sum(other => Missing(draw, Margin(draw) - (x[label] - x[other]))) / x.Length);

    /// <summary>−(1 − p)^γ·log p, p being softmax(x)[label], of two classes at least.</summary>
    public static Rows Focal { get; } = Of(
        static (draw, x, label) => -double.Pow(1 - double.Exp(LogSoftmax(x)[label]), Gamma(draw)) * LogSoftmax(x)[label], fewest: 2);

    /// <summary>How far scores are to be apart.</summary>
    public static double Margin(Draw draw) => draw.Choice("no margin", 4) == 0 ? 0 : draw.Number("margin", 0, 2);

    /// <summary>What is missing to a margin, or its square.</summary>
    public static double Missing(Draw draw, double x) => double.Max(0, x) is var missing && Squared(draw) ? missing * missing : missing;

    /// <summary>Whether it is the square.</summary>
    public static bool Squared(Draw draw) => draw.Coin("squared");

    /// <summary>The exponent of focal costs, now and then 0, and as often below 1 as above.</summary>
    public static double Gamma(Draw draw) => draw.Choice("no gamma", 4) == 0 ? 0 : draw.Number("gamma", 0, 2);

    /// <summary>The share of each label that all classes have.</summary>
    public static double Smoothing(Draw draw) => draw.Coin("smoothed") ? draw.Number("smoothing", 0, 0.875) : 0;

    /// <summary>What each class weighs, or null.</summary>
    public static Tensor<double>? Weights(Draw draw, int classes) => draw.Coin("weighted") ? draw.Tensor<double>("weights", [classes], 0.25, 3) : null;

    /// <summary>The label of rows that do not count: that of the last row or one beyond the classes, but not that of the first one; null now and then.</summary>
    public static int? Ignored(Draw draw) => draw.Choice("ignored", 3) switch
    {
        0 => null,
        1 when Classified(draw).Labels is var labels && labels[^1] != labels[0] => labels[^1],
        _ => ClassesOf(draw),
    };

    public static int ClassesOf(Draw draw) => Classified(draw).Scores.Shape[^1];

    /// <summary>Labels and scores.</summary>
    public static (Labels Labels, Tensor<double> Scores) Classified(Draw draw) => Classified(draw, 1);

    /// <summary>The rows of scores.</summary>
    public static double[][] RowsOf(Tensor<double> scores) => [.. scores.Span.ToArray().Chunk(scores.Shape[^1])];

    /// <summary>log (eˣ/Σ eˣ).</summary>
    public static double[] LogSoftmax(double[] x)
    {
        var sum = double.Log(x.Sum(double.Exp));
        return [.. x.Select(each => each - sum)];
    }

    private static (Labels Labels, Tensor<double> Scores) Classified(Draw draw, int fewest)
    {
        var shape = draw.Batched("shape");
        shape = shape.With(-1, Math.Max(fewest, shape[^1]));
        return (draw.Labels("labels", shape[..^1].ElementCount, shape[^1]), draw.Tensor<double>("scores", shape));
    }

    private static Rows Of(Func<Draw, double[], int, double> ofRow, int fewest = 1) => new(
        draw => Classified(draw, fewest) is var (labels, scores) ? (labels, scores.Shape[1..], scores) : default,
        (draw, labels, scores) => RowsOf(scores).Zip(labels, (row, label) => ofRow(draw, row, label)).Sum());

    private static Rows WithSettings(Func<double[], double[]> logarithms) => new(
        static draw =>
        {
            var (labels, scores) = Classified(draw);
            return (Ignored(draw) is { } ignored && ignored == scores.Shape[^1] ? SomeOf(draw, labels, ignored) : labels, scores.Shape[1..], scores);
        },
        (draw, labels, scores) => RowsOf(scores).Zip(labels, (row, label) =>
        {
            if (label == Ignored(draw))
                return 0;
            var (log, weights, share) = (logarithms(row), Weights(draw, row.Length), Smoothing(draw));
            return Enumerable.Range(0, row.Length).Sum(each =>
                -log[each] * (weights?.Span[each] ?? 1) * ((each == label ? 1 - share : 0) + share / row.Length));
        }).Sum(),
        static (draw, labels, scores) => labels.Where(label => label != Ignored(draw)).Sum(label => Weights(draw, scores.Shape[^1])?.Span[label] ?? 1));

    /// <summary>Some labels, but not the first one, replaced.</summary>
    private static Labels SomeOf(Draw draw, Labels labels, int by) =>
        [.. labels.Select((label, i) => i > 0 && draw.Coin($"ignored {i}") ? by : label)];
}
