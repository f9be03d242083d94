using Functional.Tests.Golden;

namespace Functional.Tests.Evaluation;

/// <summary>Each metric is what scikit-learn says, made of all samples at once and of batches.</summary>
public sealed class GoldenMetricTests
{
    [Fact]
    public void Confusion_matrices_and_what_follows_from_them_are_those_of_scikit_learn() => Each("classification", 120, static golden =>
    {
        var (targets, predicted) = (golden.Labels("targets"), golden.Labels("predicted"));
        var classes = golden.Whole("classes");
        var all = Both(targets.Count, ConfusionMatrix.Of(predicted, targets, classes), rows =>
            ConfusionMatrix.Of(predicted.TakeRows(rows), targets.TakeRows(rows), classes));
        golden.Is("accuracy", Accuracy.Of(predicted, targets).Value);
        golden.Is("accuracy", all.Accuracy);
        golden.Is("confusion", from target in Enumerable.Range(0, classes) from other in Enumerable.Range(0, classes) select (double)all[target, other]);
        golden.Is("balanced", all.BalancedAccuracy);
        foreach (var (name, ratios) in ((string, ClassRatios)[])[("precision", all.Precision), ("recall", all.Recall), ("f1", all.F1)])
            foreach (var (zero, undefined) in ((int, Undefined)[])[(0, Undefined.Zero), (1, Undefined.One)])
            {
                // scikit-learn makes F1 of precision and recall as they count: with 1 for an undefined one, a class that is never predicted has F1 = 0 as here.
                golden.Is($"{name}_each_{zero}", ratios.Select(ratio => ratio ?? zero));
                golden.Is($"{name}_micro_{zero}", ratios.Micro);
                golden.Is($"{name}_macro_{zero}", ratios.Macro(undefined));
                golden.Is($"{name}_weighted_{zero}", ratios.Weighted(undefined));
            }
    });

    [Fact]
    public void Top_k_accuracies_are_those_of_scikit_learn_in_a_mirror() => Each("top_k", 60, static golden =>
    {
        var (targets, classes) = (golden.Labels("targets"), golden.Whole("classes"));
        var scores = golden.Tensor("scores", classes);
        var all = Both(targets.Count, TopKAccuracy.Of(scores, targets), rows => TopKAccuracy.Of(scores.TakeRows(rows), targets.TakeRows(rows)));
        golden.Is("among", Enumerable.Range(1, classes - 1).Select(all.Among));
        Assert.Equal(1, all.Among(classes));
        Assert.Equal(Accuracy.Of(scores, targets).Value, all.Among(1));
    });

    [Fact]
    public void Curves_and_their_areas_are_those_of_scikit_learn() => Each("ranking", 100, static golden =>
    {
        var (scores, targets) = (golden.Tensor("scores"), golden.Tensor("targets"));
        var all = Both(scores.Length, Ranking.Of(scores, targets), rows => Ranking.Of(scores.TakeRows(rows), targets.TakeRows(rows)));
        golden.Is("area", all.AreaUnderRoc);
        golden.Is("average", all.AveragePrecision);
        Assert.Equal((double.PositiveInfinity, 0, 0), all.RocCurve[0]);
        golden.Is("thresholds", all.RocCurve.Skip(1).Select(static point => point.Threshold));
        golden.Is("fpr", all.RocCurve.Skip(1).Select(static point => point.FalsePositiveRate));
        golden.Is("tpr", all.RocCurve.Skip(1).Select(static point => point.TruePositiveRate));
        golden.Is("cuts", all.PrecisionRecallCurve.Select(static point => point.Threshold));
        golden.Is("precision", all.PrecisionRecallCurve.Select(static point => point.Precision));
        golden.Is("recall", all.PrecisionRecallCurve.Select(static point => point.Recall));
    });

    [Fact]
    public void The_probabilities_of_yes_have_the_scores_and_the_reliability_of_scikit_learn() => Each("binary", 80, static golden =>
    {
        var (probabilities, targets, bins) = (golden.Tensor("probabilities"), golden.Tensor("targets"), golden.Whole("bins"));
        golden.Is("loss", Both(targets.Length, LogLoss.OfProbabilities(probabilities, targets), rows =>
            LogLoss.OfProbabilities(probabilities.TakeRows(rows), targets.TakeRows(rows)), exactly: false).Value);
        golden.Is("brier", Both(targets.Length, BrierScore.Of(probabilities, targets), rows =>
            BrierScore.Of(probabilities.TakeRows(rows), targets.TakeRows(rows)), exactly: false).Value);
        IsCalibrated(golden, Both(targets.Length, Calibration.Of(probabilities, targets, bins), rows =>
            Calibration.Of(probabilities.TakeRows(rows), targets.TakeRows(rows), bins), exactly: false));
    });

    [Fact]
    public void The_probabilities_of_classes_have_the_scores_and_the_reliability_of_scikit_learn() => Each("multiclass", 80, static golden =>
    {
        var (targets, bins) = (golden.Labels("targets"), golden.Whole("bins"));
        var probabilities = golden.Tensor("probabilities", golden.Whole("classes"));
        var loss = Both(targets.Count, LogLoss.OfProbabilities(probabilities, targets), rows =>
            LogLoss.OfProbabilities(probabilities.TakeRows(rows), targets.TakeRows(rows)), exactly: false);
        golden.Is("loss", loss.Value);
        golden.Is("perplexity", loss.Perplexity);
        golden.Is("loss", LogLoss.OfLogits(probabilities.Log(), targets).Value);
        golden.Is("brier", Both(targets.Count, BrierScore.Of(probabilities, targets), rows =>
            BrierScore.Of(probabilities.TakeRows(rows), targets.TakeRows(rows)), exactly: false).Value);
        IsCalibrated(golden, Both(targets.Count, Calibration.Of(probabilities, targets, bins), rows =>
            Calibration.Of(probabilities.TakeRows(rows), targets.TakeRows(rows), bins), exactly: false));
    });

    [Fact]
    public void Errors_of_numbers_are_those_of_scikit_learn() => Each("regression", 80, static golden =>
    {
        var (predicted, targets) = (golden.Tensor("predicted", golden.Whole("outputs")), golden.Tensor("targets", golden.Whole("outputs")));
        var all = Both(targets.Shape[0], RegressionErrors.Of(predicted, targets), rows =>
            RegressionErrors.Of(predicted.TakeRows(rows), targets.TakeRows(rows)), exactly: false);
        golden.Is("r2", all.RSquared);
        golden.Is("explained", all.ExplainedVariance);
        golden.Is("absolute", all.MeanAbsolute);
        golden.Is("squared", all.MeanSquared);
        golden.Is("root", all.RootMeanSquared);
        golden.Is("maximum", all.Maximum);
        golden.Is("median", Both(targets.Shape[0], MedianAbsoluteError.Of(predicted, targets), rows =>
            MedianAbsoluteError.Of(predicted.TakeRows(rows), targets.TakeRows(rows))).Value);
    });

    /// <summary>The metric made of three batches, which is that of all samples.</summary>
    private static M Both<M>(int count, M whole, Func<int[], M> ofRows, bool exactly = true)
        where M : IMetric<M>
    {
        var (first, second) = (count / 3, count - count / 2);
        int[] rows = [.. Enumerable.Range(0, count)];
        var batches = ((int[][])[rows[..first], rows[first..second], rows[second..]]).Select(ofRows).Combine();
        Assert.Equal(count == 0 ? 0 : whole.Count, batches.Count);
        if (exactly)
            Assert.Equal(whole, batches);
        return batches;
    }

    private static void IsCalibrated(GoldenMetrics golden, Calibration calibration)
    {
        golden.Is("error", calibration.ExpectedError);
        golden.Is("worst", calibration.MaximumError);
        golden.Is("counts", calibration.Bins.Select(static bin => (double)bin.Count));
        golden.Is("accuracy", calibration.Bins.Select(static bin => bin.Accuracy).OfType<double>());
        golden.Is("confidence", calibration.Bins.Select(static bin => bin.Confidence).OfType<double>());
        Assert.Equal(calibration.Bins.Select(static bin => bin.Upper).SkipLast(1), calibration.Bins.Select(static bin => bin.Lower).Skip(1));
        Assert.Equal((0, 1), (calibration.Bins[0].Lower, calibration.Bins[^1].Upper));
    }

    private static void Each(string kind, int count, Action<GoldenMetrics> check)
    {
        var cases = GoldenMetrics.Of(kind).ToArray();
        Assert.Equal(count, cases.Length);
        Assert.All(cases, check);
    }
}
