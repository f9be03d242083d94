using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Evaluation;

/// <summary>What is no prediction, no target, or no probability is refused at once, with what it is and where.</summary>
public sealed class MetricRefusalTests
{
    private static readonly Tensor<double> Scores = Tensor.Matrix<double>([0.5, 0.25, 0.25], [0, 1, 0]);
    private static readonly Tensor<double> Numbers = Tensor.Vector(0.5, 0.25);

    /// <summary>Whatever takes scores of classes.</summary>
    private static readonly Dictionary<string, Func<Tensor<double>, Indices, object>> OfScores = new()
    {
        ["Accuracy"] = static (scores, targets) => Accuracy.Of(scores, targets),
        ["TopKAccuracy"] = static (scores, targets) => TopKAccuracy.Of(scores, targets),
        ["ConfusionMatrix"] = static (scores, targets) => ConfusionMatrix.Of(scores, targets),
        ["Ranking"] = static (scores, targets) => Ranking.Of(scores, targets, 0),
        ["Calibration"] = static (scores, targets) => Calibration.Of(scores, targets),
        ["BrierScore"] = static (scores, targets) => BrierScore.Of(scores, targets),
        ["LogLoss of logits"] = static (scores, targets) => LogLoss.OfLogits(scores, targets),
        ["LogLoss of probabilities"] = static (scores, targets) => LogLoss.OfProbabilities(scores, targets),
    };

    /// <summary>Whatever takes answers yes and no.</summary>
    private static readonly Dictionary<string, Func<Tensor<double>, Tensor<double>, object>> OfAnswers = new()
    {
        ["Ranking"] = static (scores, targets) => Ranking.Of(scores, targets),
        ["Calibration"] = static (scores, targets) => Calibration.Of(scores, targets),
        ["BrierScore"] = static (scores, targets) => BrierScore.Of(scores, targets),
        ["LogLoss of logits"] = static (scores, targets) => LogLoss.OfLogits(scores, targets),
        ["LogLoss of probabilities"] = static (scores, targets) => LogLoss.OfProbabilities(scores, targets),
    };

    /// <summary>Whatever takes numbers and what they should be.</summary>
    private static readonly Dictionary<string, Func<Tensor<double>, Tensor<double>, object>> OfNumbers = new()
    {
        ["RegressionErrors"] = static (outputs, targets) => RegressionErrors.Of(outputs, targets),
        ["MedianAbsoluteError"] = static (outputs, targets) => MedianAbsoluteError.Of(outputs, targets),
    };

    public static TheoryData<string> TakeScores => [.. OfScores.Keys];

    public static TheoryData<string> TakeAnswers => [.. OfAnswers.Keys];

    public static TheoryData<string> TakeNumbers => [.. OfNumbers.Keys];

    public static TheoryData<string> TakeProbabilities => [.. OfAnswers.Keys.Where(static name => name is not ("Ranking" or "LogLoss of logits"))];

    [Theory]
    [MemberData(nameof(TakeScores))]
    public void Scores_without_a_target_for_each_row_are_refused(string metric)
    {
        Shape(() => OfScores[metric](Scores, Labels.Create(0, 1, 2)), metric.Split(' ')[0], "[2, 3]", "2 rows", "[3]");
        Shape(() => OfScores[metric](Scores, Indices.Of([2, 1], 0, 1)), "[2, 3]", "[2, 1]");
        Shape(() => OfScores[metric](Scores.Reshape(1, 2, 3), Indices.Of([2, 1], 0, 1)), "[1, 2, 3]", "[2, 1]");
        Shape(() => OfScores[metric](1.0, Labels.Create(0)), "[]", "axis of classes");
    }

    [Theory]
    [MemberData(nameof(TakeScores))]
    public void A_target_that_is_none_of_the_classes_is_refused(string metric) =>
        Shape(() => OfScores[metric](Scores, Labels.Create(0, 3)), metric.Split(' ')[0], "target 1 is 3", "[2, 3]", "0 to 2");

    [Theory]
    [MemberData(nameof(TakeScores))]
    public void A_score_that_is_NaN_is_refused(string metric) =>
        Message(() => OfScores[metric](Tensor.Matrix<double>([0.5, 0.25, 0.25], [0, double.NaN, 0]), Labels.Create(0, 1)), "NaN");

    [Theory]
    [MemberData(nameof(TakeScores))]
    public void Targets_are_labels_or_indices_of_the_shape_before_the_classes(string metric)
    {
        var text = Scores.Reshape(1, 2, 3);

        Assert.Equal(OfScores[metric](Scores, Labels.Create(2, 1)), OfScores[metric](text, Indices.Of([1, 2], 2, 1)));
        Assert.Equal(OfScores[metric](Scores, Labels.Create(2, 1)), OfScores[metric](text, Labels.Create(2, 1)));
    }

    [Theory]
    [MemberData(nameof(TakeProbabilities))]
    public void What_is_no_probability_is_refused(string metric)
    {
        foreach (var wrong in (double[])[-0.125, 1.125, double.NaN, double.PositiveInfinity])
        {
            Message(() => OfAnswers[metric](Tensor.Matrix<double>([0.5, 0.5], [0.25, wrong]), Tensor.Zeros<double>([2, 2])), metric.Split(' ')[0], Invariant($"{wrong}"), "[1, 1]");
            Message(() => OfScores[metric](Tensor.Matrix<double>([0.5, 0.5], [1 - wrong, wrong]), Labels.Create(0, 1)), metric.Split(' ')[0]);
        }
        Message(() => OfScores[metric](Tensor.Matrix<double>([-0.125, 1.125]), Labels.Create(0)), "-0.125", "[0, 0]");
    }

    [Theory]
    [MemberData(nameof(TakeProbabilities))]
    public void Probabilities_that_do_not_add_up_to_one_are_refused(string metric)
    {
        Message(() => OfScores[metric](Tensor.Matrix<double>([0.5, 0.5], [0.5, 0.25]), Labels.Create(0, 1)), metric.Split(' ')[0], "row 1", "0.75", "Softmax");
        Message(() => OfScores[metric](Tensor.Matrix<double>([0.5, 0.5001]), Labels.Create(0)), "row 0", "1.0001");
    }

    /// <summary>The rounding of a softmax in float is no mistake, and what is ten times that much in float is one in double.</summary>
    [Fact]
    public void Probabilities_add_up_to_one_as_far_as_the_element_type_can_tell()
    {
        var softmax = Key.FromSeed(1).Normal<float>([100, 1000], deviation: 4).Softmax();

        Assert.Equal(100, BrierScore.Of(softmax, Labels.Create(new int[100])).Count);
        Message(() => BrierScore.Of(Tensor.Matrix<double>([0.5, 0.5 + 1e-6]), Labels.Create(0)), "row 0");
    }

    [Theory]
    [MemberData(nameof(TakeAnswers))]
    public void An_answer_that_is_neither_yes_nor_no_is_refused(string metric)
    {
        Message(() => OfAnswers[metric](Numbers, Tensor.Vector(1, 0.5)), metric.Split(' ')[0], "[1]", "0.5", "neither 0 nor 1");
        Message(() => OfAnswers[metric](Numbers, Tensor.Vector(double.NaN, 1)), "[0]", "NaN");
        Message(() => OfAnswers[metric](Numbers, Tensor.Vector(0.0, 2)), "[1]", "2");
        Shape(() => OfAnswers[metric](Numbers, Tensor.Matrix<double>([0, 1])), "[2]", "[1, 2]");
    }

    [Fact]
    public void A_score_that_is_not_finite_ranks_nothing()
    {
        Message(() => Ranking.Of(Tensor.Vector(0, double.PositiveInfinity), Tensor.Vector(0.0, 1)), "Ranking", "Infinity at [1]");
        Message(() => Ranking.Of(Tensor.Matrix<double>([0, double.NegativeInfinity]), Labels.Create(0), 1), "-Infinity at [0, 1]");
        Message(() => LogLoss.OfLogits(Tensor.Vector(double.NaN, 0), Tensor.Vector(0.0, 1)), "NaN at [0]");
    }

    [Fact]
    public void A_class_to_rank_that_does_not_exist_is_refused()
    {
        With<ArgumentOutOfRangeException>(() => Ranking.Of(Scores, Labels.Create(0, 1), 3), "class 3", "[2, 3]");
        With<ArgumentOutOfRangeException>(() => Ranking.Of(Scores, Labels.Create(0, 1), -1), "class -1");
    }

    [Fact]
    public void A_curve_needs_both_kinds_of_samples_or_says_which_are_missing()
    {
        var (yes, no) = (Ranking.Of(Numbers, Tensor.Vector(1.0, 1)), Ranking.Of(Numbers, Tensor.Vector(0.0, 0)));

        With<InvalidOperationException>(() => yes.AreaUnderRoc, "2 positives", "0 negatives");
        With<InvalidOperationException>(() => yes.RocCurve, "0 negatives");
        With<InvalidOperationException>(() => no.AreaUnderRoc, "0 positives");
        With<InvalidOperationException>(() => no.AveragePrecision, "average precision", "a positive sample", "0 positives");
        With<InvalidOperationException>(() => no.PrecisionRecallCurve, "0 positives");
        Assert.Equal(1, yes.AveragePrecision);
        Assert.Equal(0.5, (yes + no).AreaUnderRoc);         // two ties, one pair won and one lost
    }

    [Fact]
    public void Logits_that_have_no_probabilities_are_refused_and_impossible_classes_are_not()
    {
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);

        Message(() => LogLoss.OfLogits(Tensor.Matrix<double>([0, 0], [low, low]), Labels.Create(0, 1)), "row 1", "-Infinity");
        Message(() => LogLoss.OfLogits(Tensor.Matrix<double>([0, high]), Labels.Create(0)), "row 0", "Infinity");
        Assert.Equal(0, LogLoss.OfLogits(Tensor.Matrix<double>([0, low]), Labels.Create(0)).Value);
        Assert.Equal(high, LogLoss.OfLogits(Tensor.Matrix<double>([0, low]), Labels.Create(1)).Value);
        Assert.Equal(high, LogLoss.OfProbabilities(Tensor.Matrix<double>([0, 1]), Labels.Create(0)).Value);
        Assert.Equal(high, LogLoss.OfProbabilities(Tensor.Vector(0.5, 1), Tensor.Vector(1.0, 0)).Perplexity);
    }

    [Fact]
    public void A_log_likelihood_is_no_loss()
    {
        With<ArgumentOutOfRangeException>(() => LogLoss.OfLogLikelihood(2.5, 3), "2.5", "at most 0", "negative");
        With<ArgumentOutOfRangeException>(() => LogLoss.OfLogLikelihood(double.NaN, 3), "NaN");
        With<ArgumentOutOfRangeException>(() => LogLoss.OfLogLikelihood(-2.5, 0), "-2.5", "0 samples");
        With<ArgumentOutOfRangeException>(() => LogLoss.OfLogLikelihood(-2.5, -1), "-1");
    }

    [Theory]
    [MemberData(nameof(TakeNumbers))]
    public void Outputs_are_finite_and_have_the_shape_of_their_targets(string metric)
    {
        Shape(() => OfNumbers[metric](Numbers, Tensor.Zeros<double>([2, 1])), metric, "[2]", "[2, 1]");
        Shape(() => OfNumbers[metric](Tensor.Zeros<double>([2, 0]), Tensor.Zeros<double>([2, 0])), metric, "[2, 0]");
        Message(() => OfNumbers[metric](Tensor.Vector(0, double.NaN), Numbers), metric, "outputs", "NaN at [1]");
        Message(() => OfNumbers[metric](Numbers, Tensor.Vector(double.NegativeInfinity, 0)), "targets", "-Infinity at [0]");
        Message(() => OfNumbers[metric](Tensor.Vector(double.MaxValue, 0), Tensor.Vector(-double.MaxValue, 0)), metric, "errors", "-Infinity at [0, 0]");
        Message(() => RegressionErrors.Of(Tensor.Vector(1e200, 1e200), Tensor.Vector(1.0, 2)), "RegressionErrors", "more than a double holds");
    }

    [Fact]
    public void Targets_that_do_not_vary_explain_nothing()
    {
        var errors = RegressionErrors.Of(Tensor.Matrix<double>([1, 2], [2, 2]), Tensor.Matrix<double>([1, 3], [2, 3]));

        With<InvalidOperationException>(() => errors.RSquared, "R²", "output 1", "all 2 are 3");
        With<InvalidOperationException>(() => errors.ExplainedVariance, "explained variance", "output 1");
        Assert.Equal(1, errors[0].RSquared);
        With<InvalidOperationException>(() => RegressionErrors.Of<double>([3], [3]).RSquared, "output 0", "all 1 are 3");
        Shape(() => errors[2], "output 2", "2");
        Shape(() => errors[-1], "output -1");
    }

    [Fact]
    public void Metrics_of_different_kinds_do_not_go_together()
    {
        Message(() => Calibration.Of(Numbers, Tensor.Vector(1.0, 0), 10) + Calibration.Of(Numbers, Tensor.Vector(1.0, 0), 15), "10 bins", "15 bins");
        Shape(() => RegressionErrors.Of(Scores, Scores) + RegressionErrors.Of(Numbers, Numbers), "3 outputs", "1");
    }

    [Fact]
    public void Moments_are_of_finite_numbers_whose_squares_are_finite()
    {
        Message(() => Moments.Of(Tensor.Vector(1, double.NaN)), "Moments", "NaN at [1]");
        Message(() => Moments.Of(Tensor.Vector(1e200, -1e200)), "more than a double holds");
        Message(() => Moments.Of(Tensor.Vector(1e200)) + Moments.Of(Tensor.Vector(-1e200)), "more than a double holds");
        With<ArgumentOutOfRangeException>(() => Moments.Of(Numbers).Variance(-1), "-1");
        With<ArgumentOutOfRangeException>(() => Moments.Of(Numbers).StandardDeviation(2), "from 0 to 1", "got 2");
    }

    [Fact]
    public void Numbers_of_bins_and_of_classes_to_name_are_positive()
    {
        With<ArgumentOutOfRangeException>(() => Calibration.Of(Numbers, Tensor.Vector(1.0, 0), 0), "got 0");
        With<ArgumentOutOfRangeException>(() => Calibration.Of(Scores, Labels.Create(0, 1), -1), "got -1");
        With<ArgumentOutOfRangeException>(() => TopKAccuracy.Of(Scores, Labels.Create(0, 1)).Among(0), "got 0");
    }

    /// <summary>Metrics look at numbers, so nothing can be traced through them.</summary>
    [Fact]
    public void A_traced_tensor_has_no_metric() => Assert.Contains("StopGradient", Assert.Throws<TraceException>(() =>
        Differentiable.Trace(static (Tensor<double> x) => x * BrierScore.Of(x, Tensor.Vector(1.0, 0)).Value)(Numbers)).Message, StringComparison.Ordinal);
}
