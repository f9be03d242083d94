using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Properties.Differentiation;

namespace Functional.Properties.Losses;

/// <summary>The laws of costs. The samples of a cost are known when it is made, so it is drawn for any rows of the whole.</summary>
public abstract class CostLaws : PullbackLaws
{
    /// <summary>A cost layer, and the outputs of a network that it takes; at inputs of one row where a row is given.</summary>
    protected abstract (Layer<T, Tensor<T>, Tensor<T>> Cost, Tensor<T> Outputs) Cost<T>(Draw draw, Summary summary, int? row = null)
        where T : struct, IFloatingPointIeee754<T>;

    public override Subject Make<T>(Draw draw)
    {
        var (cost, outputs) = Cost<T>(draw, draw.Coin("summary") ? Summary.Sum : Summary.Mean);
        return Subject.Of(cost, draw, outputs);
    }

    [Law(20)]
    public Property The_sum_is_the_sum_over_samples() => Prop.ForAll(Draw.Any, draw =>
    {
        var (value, gradient) = Gradient(Cost<double>(draw, Summary.Sum));
        var rows = Enumerable.Range(0, gradient.Shape[0]).Select(row => Gradient(Cost<double>(draw, Summary.Sum, row))).ToArray();
        Near([rows.Sum(row => row.Value)], [value], 1e-13);
        Near([.. rows.SelectMany(row => row.Gradient)], [.. gradient], 1e-13);
    });

    [Law(20)]
    public Property The_mean_is_the_sum_over_how_many_there_are() => Prop.ForAll(Draw.Any, draw =>
    {
        var (sum, ofSum) = Gradient(Cost<double>(draw, Summary.Sum));
        var (mean, ofMean) = Gradient(Cost<double>(draw, Summary.Mean));
        var count = CountOf(ofSum.Shape);
        Near([sum / count], [mean], 1e-13);
        Near([.. ofSum.Select(d => d / count)], [.. ofMean], 1e-13);
    });

    /// <summary>How many there are to take the mean over.</summary>
    protected abstract int CountOf(Shape outputs);

    protected static (double Value, Tensor<double> Gradient) Gradient((Layer<double, Tensor<double>, Tensor<double>> Cost, Tensor<double> Outputs) at) =>
        at.Cost.At(Parameters<double>.Empty).ValueAndGradient()(at.Outputs);

    protected static Tensor<T> Rows<T>(Tensor<T> all, int? row)
        where T : struct, IFloatingPointIeee754<T> => row is { } one ? all.TakeRows(one) : all;
}

/// <summary>Costs of class labels, on scores <c>[batch, classes]</c> and <c>[batch, time, classes]</c>.</summary>
public abstract class LabelCostLaws : CostLaws
{
    protected override int CountOf(Shape outputs) => outputs[..^1].ElementCount;

    protected static (Labels Labels, Tensor<T> Scores) Samples<T>(Draw draw, int? row)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scores = draw.Tensor<T>("scores", draw.Batched("shape"), -3, 3);
        var (count, classes) = (scores.Shape[..^1].ElementCount, scores.Shape[^1]);
        var labels = Labels.Create([.. Enumerable.Range(0, count).Select(i => draw.Under("label").Under(i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Size("label", 1, classes) - 1)]);
        var each = count / scores.Shape[0];
        return (row is { } one ? labels.TakeRows([.. Enumerable.Range(one * each, each)]) : labels, Rows(scores, row));
    }
}

public sealed class NegativeLogLikelihoodLaws : LabelCostLaws
{
    protected override (Layer<T, Tensor<T>, Tensor<T>> Cost, Tensor<T> Outputs) Cost<T>(Draw draw, Summary summary, int? row = null) =>
        Samples<T>(draw, row) is var (labels, scores) ? (Layers<T>.NegativeLogLikelihood(labels, summary), scores) : default;
}

public sealed class CrossEntropyLaws : LabelCostLaws
{
    protected override (Layer<T, Tensor<T>, Tensor<T>> Cost, Tensor<T> Outputs) Cost<T>(Draw draw, Summary summary, int? row = null) =>
        Samples<T>(draw, row) is var (labels, scores) ? (Layers<T>.CrossEntropy(labels, summary), scores) : default;

    [Law(20)]
    public Property It_is_negative_log_likelihood_after_log_softmax() => Prop.ForAll(Draw.Any, draw =>
    {
        var (labels, scores) = Samples<double>(draw, null);
        var (value, gradient) = Gradient((Layers<double>.CrossEntropy(labels), scores));
        var (expected, expectedGradient) = Layers<double>.LogSoftmax.At(Parameters<double>.Empty).Then(Layers<double>.NegativeLogLikelihood(labels)).ValueAndGradient()(scores);
        Near([expected], [value], 1e-14);
        Near([.. expectedGradient], [.. gradient], 1e-14);
    });
}

public sealed class MeanSquaredErrorLaws : CostLaws
{
    protected override int CountOf(Shape outputs) => outputs.ElementCount;

    protected override (Layer<T, Tensor<T>, Tensor<T>> Cost, Tensor<T> Outputs) Cost<T>(Draw draw, Summary summary, int? row = null)
    {
        var shape = draw.Batched("shape", 1);
        return (Layers<T>.MeanSquaredError(Rows(draw.Tensor<T>("targets", shape), row), summary), Rows(draw.Tensor<T>("outputs", shape), row));
    }
}

public sealed class BinaryCrossEntropyLaws : CostLaws
{
    protected override int CountOf(Shape outputs) => outputs.ElementCount;

    protected override (Layer<T, Tensor<T>, Tensor<T>> Cost, Tensor<T> Outputs) Cost<T>(Draw draw, Summary summary, int? row = null)
    {
        var shape = draw.Batched("shape", 1);
        var targets = draw.Tensor<T>("targets", shape, 0, 1);
        var hard = draw.Coin("hard") ? targets.Map(T.Round) : targets;
        return (Layers<T>.BinaryCrossEntropy(Rows(hard, row), summary), Rows(draw.Tensor<T>("logits", shape, -4, 4), row));
    }
}
