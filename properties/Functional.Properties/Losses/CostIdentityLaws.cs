using Functional.Laws;
using Cost = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Losses;

/// <summary>What costs have to do with each other and with layers.</summary>
public sealed class CostIdentityLaws
{
    [Law]
    public void Cross_entropy_is_negative_log_likelihood_after_log_softmax(Draw draw)
    {
        var (labels, scores) = CostCatalogue.Classified(draw.Tame);
        Near(Layers<double>.LogSoftmax.Then(Layers<double>.NegativeLogLikelihood(labels)), Layers<double>.CrossEntropy(labels), scores);
    }

    /// <summary>log σ(x) and log(1 − σ(x)) are the log-softmax of (0, x).</summary>
    [Law]
    public void Binary_cross_entropy_is_the_cross_entropy_of_two_classes(Draw draw)
    {
        var (targets, logits) = CostCatalogue.Decided(draw.Tame);
        var (hard, rows) = (targets.Map(double.Round), logits.Reshape(-1, 1));
        var labels = Labels.Create([.. hard.Select(static target => (int)target)]);
        var both = Layers<double>.Function("(0, x)", static x => (Tensor.Concatenate(1, x.Zero, x), static dy => dy.Slice(1, 1, 1)));
        Near(both.Then(Layers<double>.CrossEntropy(labels)), Layers<double>.BinaryCrossEntropy(hard.Reshape(rows.Shape)), rows);
    }

    [Law]
    public void A_cost_that_is_not_told_how_to_sum_up_is_a_mean(Draw draw)
    {
        var (labels, scores) = CostCatalogue.Classified(draw);
        Same(Layers<double>.NegativeLogLikelihood(labels, Reduction.Mean), Layers<double>.NegativeLogLikelihood(labels), scores);
        Same(Layers<double>.CrossEntropy(labels, Reduction.Mean), Layers<double>.CrossEntropy(labels), scores);
        var (targets, outputs) = CostCatalogue.Decided(draw);
        Same(Layers<double>.MeanSquaredError(targets, Reduction.Mean), Layers<double>.MeanSquaredError(targets), outputs);
        Same(Layers<double>.BinaryCrossEntropy(targets, Reduction.Mean), Layers<double>.BinaryCrossEntropy(targets), outputs);
    }

    [Law]
    public void The_way_back_of_cross_entropy_is_softmax_minus_one_hot(Draw draw)
    {
        var (labels, scores) = CostCatalogue.Classified(draw);
        var (_, gradient) = Gradient(Layers<double>.CrossEntropy(labels, Reduction.Sum), scores);
        var softmax = Layers<double>.Softmax.At(TensorTree<double>.Empty)(scores).Output;
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(softmax.Span[i] - (labels[i / scores.Shape[^1]] == i % scores.Shape[^1] ? 1 : 0), gradient.Span[i], 1e-12);
    }

    /// <summary>Softmax does not see a constant that is added to all scores of a row: neither does the cost, and its gradient adds up to 0.</summary>
    [Law]
    public void Cross_entropy_does_not_see_a_constant_added_to_a_row(Draw draw)
    {
        var (labels, scores) = CostCatalogue.Classified(draw.Tame);
        var constants = draw.Tensor<double>("constants", scores.Shape.With(-1, 1), -3, 3);
        var (cost, gradient) = Gradient(Layers<double>.CrossEntropy(labels), scores);
        var (moved, ofMoved) = Gradient(Layers<double>.CrossEntropy(labels), scores + constants);
        Assert.Equal(cost, moved, 1e-12);
        Assert.All(gradient - ofMoved, static difference => Assert.Equal(0, difference, 1e-12));
        Assert.All(gradient.Sum([-1]), static sum => Assert.Equal(0, sum, 1e-12));
    }

    private static (double Value, Tensor<double> Gradient) Gradient(Cost cost, Tensor<double> at) =>
        cost.At(TensorTree<double>.Empty).ValueAndGradient()(at) is var (value, gradient) ? (value.Scalar, gradient) : default;

    private static void Near(Cost expected, Cost actual, Tensor<double> at)
    {
        var ((value, gradient), (otherValue, otherGradient)) = (Gradient(expected, at), Gradient(actual, at));
        Assert.Equal(value, otherValue, 1e-12);
        Assert.All(gradient - otherGradient, static difference => Assert.Equal(0, difference, 1e-12));
    }

    private static void Same(Cost expected, Cost actual, Tensor<double> at) =>
        Assert.Equal(Gradient(expected, at), Gradient(actual, at));
}
