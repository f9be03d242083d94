using Functional.Laws;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Evaluation;

/// <summary>Samples for metrics, up to 25 of them: with ties, with classes that are missing, and such that all values are known.</summary>
internal static class DrawnSamples
{
    /// <summary>The most classes there are, of which some have no samples.</summary>
    public const int Classes = 4;

    /// <summary>Predicted and true classes.</summary>
    public static Pair<Indices, Indices> Predictions(Draw draw)
    {
        var (count, classes) = (Count(draw, 1), 1 + draw.Choice("classes", Classes));
        return (draw.Labels("predicted", count, classes), draw.Labels("targets", count, classes));
    }

    /// <summary>Scores of the classes, on a coarse grid, and true classes.</summary>
    public static Pair<V, Indices> Scores(Draw draw)
    {
        var count = Count(draw, 1);
        return (OnGrid(draw, "scores", [count, Classes]), draw.Labels("targets", count, Classes));
    }

    /// <summary>Probabilities of the classes, multiples of 1/32 that add up to 1, none of them 0, and true classes.</summary>
    public static Pair<V, Indices> Probabilities(Draw draw)
    {
        const int parts = 32;
        var count = Count(draw, 1);
        var shares = new double[count * Classes];
        Array.Fill(shares, 1.0 / parts);
        for (var row = 0; row < count; row++)
            for (var part = Classes; part < parts; part++)
                shares[row * Classes + Math.Min(draw.Choice(Invariant($"row {row}, part {part}"), 2 * Classes), Classes - 1)] += 1.0 / parts;      // mostly the last
        return (Tensor.Create<double>([count, Classes], shares), draw.Labels("targets", count, Classes));
    }

    /// <summary>Scores with ties and answers, of which at least one is yes and one no.</summary>
    public static Pair<V, V> Answers(Draw draw)
    {
        var count = Count(draw, 2);
        var yes = draw.Labels("answers", count, 2);
        return (OnGrid(draw, "scores", [count]), Tensor.Generate<double>([count], i => i < 2 ? i : yes[i]));
    }

    /// <summary>Probabilities of yes, multiples of 1/40 or of 1/64 that are neither 0 nor 1, and answers. Multiples of 1/40 are bounds of bins.</summary>
    public static Pair<V, V> Chances(Draw draw, bool dyadic)
    {
        var (count, parts) = (Count(draw, 1), dyadic ? 64 : 40);
        var yes = draw.Labels("answers", count, 2);
        return (Tensor.Generate<double>([count], i => (1 + draw.Choice(Invariant($"chance {i}"), parts - 1)) / (double)parts), Tensor.Generate<double>([count], i => yes[i]));
    }

    /// <summary>Outputs and targets of two numbers; the targets of the first two samples are apart by 2, so that none has no spread.</summary>
    public static Pair<V, V> Numbers(Draw draw)
    {
        var count = Count(draw, 2);
        var targets = draw.Tensor<double>("targets", [count, 2], -3, 3);
        return (draw.Tensor<double>("outputs", [count, 2], -3, 3), Tensor.Generate<double>([count, 2], i => i < 4 ? i / 2 * 2 - 1 : targets.Span[i]));
    }

    private static int Count(Draw draw, int lowest) => Math.Max(lowest, draw.Size("rows") * draw.Size("times"));

    /// <summary>Numbers of which, in half the cases, many are equal.</summary>
    private static V OnGrid(Draw draw, string name, Shape shape) =>
        draw.Tensor<double>(name, shape, -2, 2) is var x && draw.Coin("coarse") ? x.Map(static number => double.Round(number) + 0.0) : x;
}
