namespace Functional.Tests.Evaluation;

/// <summary>What a metric of no samples is worth is not known, and is not NaN, and is refused in words that say so.</summary>
public sealed class NoSamplesTests
{
    private static readonly Tensor<double> NoScores = Tensor.Zeros<double>([0, 3]), NoNumbers = Tensor.Zeros<double>([0]);

    /// <summary>Each value of an empty metric, and of one of an empty batch.</summary>
    private static readonly Dictionary<string, Func<object>> Values = new()
    {
        ["accuracy"] = () => Accuracy.Empty.Value,
        ["accuracy of no labels"] = () => Accuracy.Of(Labels.Create(), Labels.Create()).Value,
        ["accuracy of no scores"] = () => Accuracy.Of(NoScores, Labels.Create()).Value,
        ["top-k accuracy"] = () => TopKAccuracy.Empty.Among(1),
        ["top-k accuracy of no scores"] = () => TopKAccuracy.Of(NoScores, Labels.Create()).Among(2),
        ["accuracy of a matrix"] = () => ConfusionMatrix.Empty.Accuracy,
        ["accuracy of a matrix of no scores"] = () => ConfusionMatrix.Of(NoScores, Labels.Create()).Accuracy,
        ["balanced accuracy"] = () => ConfusionMatrix.Empty.BalancedAccuracy,
        ["micro precision"] = () => ConfusionMatrix.Empty.Precision.Micro,
        ["macro recall"] = () => ConfusionMatrix.Empty.Recall.Macro(Undefined.Zero),
        ["weighted F1"] = () => ConfusionMatrix.Of(NoScores, Labels.Create()).F1.Weighted(Undefined.One),
        ["report"] = () => ConfusionMatrix.Empty.Report(),
        ["area under the ROC curve"] = () => Ranking.Empty.AreaUnderRoc,
        ["ROC curve"] = () => Ranking.Empty.RocCurve,
        ["precision-recall curve"] = () => Ranking.Empty.PrecisionRecallCurve,
        ["average precision"] = () => Ranking.Of(NoNumbers, NoNumbers).AveragePrecision,
        ["expected calibration error"] = () => Calibration.Empty.ExpectedError,
        ["maximum calibration error"] = () => Calibration.Of(NoScores, Labels.Create()).MaximumError,
        ["Brier score"] = () => BrierScore.Empty.Value,
        ["Brier score of no scores"] = () => BrierScore.Of(NoScores, Labels.Create()).Value,
        ["log loss"] = () => LogLoss.Empty.Value,
        ["log loss of no logits"] = () => LogLoss.OfLogits(NoScores, Labels.Create()).Value,
        ["log loss of no probabilities"] = () => LogLoss.OfProbabilities(NoNumbers, NoNumbers).Value,
        ["perplexity"] = () => LogLoss.OfLogLikelihood(0, 0).Perplexity,
        ["mean"] = () => Moments.Empty.Mean,
        ["variance"] = () => Moments.Of(NoNumbers).Variance(),
        ["mean absolute error"] = () => RegressionErrors.Empty.MeanAbsolute,
        ["mean squared error"] = () => RegressionErrors.Of(NoNumbers, NoNumbers).MeanSquared,
        ["root mean squared error"] = () => RegressionErrors.Of(NoScores, NoScores).RootMeanSquared,
        ["maximum error"] = () => RegressionErrors.Empty.Maximum,
        ["R²"] = () => RegressionErrors.Of(NoScores, NoScores).RSquared,
        ["explained variance"] = () => RegressionErrors.Empty.ExplainedVariance,
        ["median absolute error"] = () => MedianAbsoluteError.Empty.Value,
    };

    public static TheoryData<string> Names => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_of_no_samples_is_refused(string name)
    {
        var message = Assert.Throws<InvalidOperationException>(() => Values[name]()).Message;

        Assert.Matches("no samples yet|0 positives", message);
    }

    [Fact]
    public void Metrics_of_no_samples_can_be_printed() => Assert.All(
        (object[])[
            Accuracy.Empty, TopKAccuracy.Empty, ConfusionMatrix.Empty, Ranking.Empty, Calibration.Empty, BrierScore.Empty, LogLoss.Empty, Moments.Empty,
            RegressionErrors.Empty, MedianAbsoluteError.Empty],
        static metric => Assert.Matches("no |0 ", metric.ToString()));

    [Fact]
    public void Of_no_parts_the_metric_is_the_empty_one() => Assert.Equal(Accuracy.Empty, Array.Empty<Accuracy>().Combine());
}
