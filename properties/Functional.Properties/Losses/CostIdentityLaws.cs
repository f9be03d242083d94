using Functional.Laws;
using Cost = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Losses;

/// <summary>What costs have to do with each other and with layers.</summary>
public sealed class CostIdentityLaws
{
    [Law]
    public void Cross_entropy_is_negative_log_likelihood_after_log_softmax(Draw draw)
    {
        var (labels, scores) = ClassCosts.Classified(draw.Tame);
        Near(Layers<double>.LogSoftmax.Then(Layers<double>.NegativeLogLikelihood(labels)), Layers<double>.CrossEntropy(labels), scores);
    }

    /// <summary>log σ(x) and log(1 − σ(x)) are the log-softmax of (0, x).</summary>
    [Law]
    public void Binary_cross_entropy_is_the_cross_entropy_of_two_classes(Draw draw)
    {
        var (targets, logits) = ElementCosts.Decided(draw.Tame);
        var (hard, rows) = (targets.Map(double.Round), logits.Reshape(-1, 1));
        var labels = Labels.Create([.. hard.Select(static target => (int)target)]);
        var both = Layers<double>.Function("(0, x)", static x => (Tensor.Concatenate(1, x.Zero, x), static dy => dy.Slice(1, 1, 1)));
        Near(both.Then(Layers<double>.CrossEntropy(labels)), Layers<double>.BinaryCrossEntropy(hard.Reshape(rows.Shape)), rows);
    }

    [Law]
    public void A_cost_that_is_not_told_how_to_sum_up_is_a_mean(Draw draw)
    {
        var (labels, scores) = ClassCosts.Classified(draw);
        Same(Layers<double>.NegativeLogLikelihood(labels, Reduction.Mean), Layers<double>.NegativeLogLikelihood(labels), scores);
        Same(Layers<double>.CrossEntropy(labels, Reduction.Mean), Layers<double>.CrossEntropy(labels), scores);
        var (targets, outputs) = ElementCosts.Decided(draw);
        Same(Layers<double>.MeanSquaredError(targets, Reduction.Mean), Layers<double>.MeanSquaredError(targets), outputs);
        Same(Layers<double>.BinaryCrossEntropy(targets, Reduction.Mean), Layers<double>.BinaryCrossEntropy(targets), outputs);
        Same(Layers<double>.MeanAbsoluteError(targets, Reduction.Mean), Layers<double>.MeanAbsoluteError(targets), outputs);
        Same(Layers<double>.Huber(targets, Reduction.Mean, 1), Layers<double>.Huber(targets), outputs);
        Same(Layers<double>.LogCosh(targets, Reduction.Mean), Layers<double>.LogCosh(targets), outputs);
        Same(Layers<double>.PoissonNegativeLogLikelihood(targets, Reduction.Mean), Layers<double>.PoissonNegativeLogLikelihood(targets), outputs);
        Same(Layers<double>.MultiClassHinge(labels, Reduction.Mean, 1), Layers<double>.MultiClassHinge(labels), scores);
    }

    [Law]
    public void Without_settings_a_cross_entropy_is_the_plain_one(Draw draw)
    {
        var (labels, scores) = ClassCosts.Classified(draw);
        var reduction = draw.Coin("sum") ? Reduction.Sum : Reduction.Mean;
        Same(Layers<double>.CrossEntropy(labels, reduction), Layers<double>.CrossEntropy(labels, reduction, 0, null, scores.Shape[^1]), scores);
        Same(Layers<double>.NegativeLogLikelihood(labels, reduction), Layers<double>.NegativeLogLikelihood(labels, reduction, 0, null, scores.Shape[^1]), scores);
    }

    /// <summary>What smoothing and weights mean does not depend on where the logarithms are taken.</summary>
    [Law]
    public void With_settings_too_cross_entropy_is_negative_log_likelihood_after_log_softmax(Draw draw)
    {
        draw = draw.Tame;
        var (labels, scores) = ClassCosts.Classified(draw);
        var (smoothing, weights, ignored) = (ClassCosts.Smoothing(draw), ClassCosts.Weights(draw, scores.Shape[^1]), ClassCosts.Ignored(draw));
        Near(
            Layers<double>.LogSoftmax.Then(Layers<double>.NegativeLogLikelihood(labels, Reduction.Mean, smoothing, weights, ignored)),
            Layers<double>.CrossEntropy(labels, Reduction.Mean, smoothing, weights, ignored), scores);
    }

    [Law]
    public void Labels_are_probabilities_of_0_and_1(Draw draw)
    {
        draw = draw.Tame;
        var (labels, scores) = ClassCosts.Classified(draw);
        var (targets, smoothing) = (Tensor.OneHot<double>(labels, scores.Shape), ClassCosts.Smoothing(draw));
        Near(Layers<double>.CrossEntropy(labels, smoothing: smoothing), Layers<double>.CrossEntropy(targets, smoothing: smoothing), scores);
        Near(Layers<double>.CrossEntropy(labels), Layers<double>.LogSoftmax.Then(Layers<double>.KLDivergence(targets)), scores);
    }

    [Law]
    public void Rows_that_are_ignored_might_as_well_not_be_there(Draw draw)
    {
        var (labels, scores) = ClassCosts.Classified(draw);
        var (ignored, smoothing, flat) = (labels[0] + 1, ClassCosts.Smoothing(draw), scores.Reshape(labels.Count, scores.Shape[^1]));
        var rows = Enumerable.Range(0, labels.Count).Where(row => labels[row] != ignored).ToArray();
        var (value, gradient) = Gradient(Layers<double>.CrossEntropy(labels, smoothing: smoothing, ignored: ignored), flat);
        var (alone, ofAlone) = Gradient(Layers<double>.CrossEntropy(labels.TakeRows(rows), smoothing: smoothing), flat.TakeRows(rows));
        Assert.Equal(alone, value);
        Assert.Equal(ofAlone, gradient.TakeRows(rows));
        Assert.All(gradient.TakeRows([.. Enumerable.Range(0, labels.Count).Except(rows)]), static slope => Assert.Equal(0, slope));
    }

    [Law]
    public void Without_an_exponent_a_focal_cross_entropy_is_a_cross_entropy(Draw draw)
    {
        draw = draw.Tame;
        var (labels, scores) = ClassCosts.Classified(draw);
        var two = Tensor.Concatenate(-1, scores, scores.Zero);
        Near(Layers<double>.CrossEntropy(labels), Layers<double>.FocalCrossEntropy(labels, gamma: 0), two);
        var (targets, logits) = ElementCosts.Decided(draw);
        Near(Layers<double>.BinaryCrossEntropy(targets.Map(double.Round)), Layers<double>.BinaryFocalCrossEntropy(targets.Map(double.Round), gamma: 0), logits);
    }

    [Law]
    public void A_binary_focal_cross_entropy_is_that_of_two_classes(Draw draw)
    {
        draw = draw.Tame;
        var (targets, logits) = ElementCosts.Decided(draw);
        var (hard, rows, gamma) = (targets.Map(double.Round), logits.Reshape(-1, 1), ClassCosts.Gamma(draw));
        Labels labels = [.. hard.Select(static target => (int)target)];
        var both = Layers<double>.Function("(0, x)", static x => (Tensor.Concatenate(1, x.Zero, x), static dy => dy.Slice(1, 1, 1)));
        Near(
            both.Then(Layers<double>.FocalCrossEntropy(labels, gamma: gamma)),
            Layers<double>.BinaryFocalCrossEntropy(hard.Reshape(rows.Shape), gamma: gamma), rows);
    }

    [Law]
    public void Squares_that_reach_far_enough_are_all_that_there_is(Draw draw)
    {
        var (targets, outputs) = ElementCosts.Measured(draw.Tame);
        var half = Layers<double>.Function("half", static x => (x * 0.5, static dy => dy * 0.5));
        Near(Layers<double>.MeanSquaredError(targets).Then(half), Layers<double>.Huber(targets, delta: 100), outputs);
    }

    /// <summary>All paths have one class at each frame: so the cost falls by what is added to all classes of a frame.</summary>
    [Law]
    public void The_parts_of_all_paths_at_a_frame_add_up_to_1(Draw draw)
    {
        draw = draw.Tame;
        var (spoken, _, scores) = SequenceCosts.Drawn(draw, infeasible: false);
        var cost = Layers<double>.Ctc(spoken.Words, Reduction.Sum, spoken.Frames, SequenceCosts.Blank(draw));
        var (value, gradient) = Gradient(cost, scores);
        var there = Tensor.Where(spoken.Frames, Tensor.Ones<double>(spoken.Frames.Shape), 0.0);
        Assert.All(gradient.Sum([-1]) + there, static difference => Assert.Equal(0, difference, 1e-13));
        var constants = draw.Tensor<double>("constants", scores.Shape.With(-1, 1), -3, 3);
        Assert.Equal(value - (constants.Reshape(there.Shape) * there).Sum().Scalar, Gradient(cost, scores + constants).Value, 1e-12);
    }

    [Law]
    public void The_way_back_of_cross_entropy_is_softmax_minus_one_hot(Draw draw)
    {
        var (labels, scores) = ClassCosts.Classified(draw);
        var (_, gradient) = Gradient(Layers<double>.CrossEntropy(labels, Reduction.Sum), scores);
        var softmax = Layers<double>.Softmax.At(TensorTree<double>.Empty)(scores).Output;
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(softmax.Span[i] - (labels[i / scores.Shape[^1]] == i % scores.Shape[^1] ? 1 : 0), gradient.Span[i], 1e-12);
    }

    /// <summary>Softmax does not see a constant that is added to all scores of a row: neither does the cost, and its gradient adds up to 0.</summary>
    [Law]
    public void Cross_entropy_does_not_see_a_constant_added_to_a_row(Draw draw)
    {
        var (labels, scores) = ClassCosts.Classified(draw.Tame);
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
