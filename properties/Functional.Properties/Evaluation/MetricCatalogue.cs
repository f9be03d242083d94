using System.Collections.Immutable;
using Functional.Properties.Catalogue;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Evaluation;

/// <summary>All metrics, each with its definition.</summary>
internal static class MetricCatalogue
{
    private const int Bins = 10;

    public static ImmutableArray<Entry> All { get; } =
    [
        new(nameof(Accuracy), MetricLaws.For(
            "Accuracy of labels", DrawnSamples.Predictions, static data => Accuracy.Of(data.First, data.Second), static metric => [metric.Value],
            static data => [Definitions.Accuracy(Pairs(data))], exact: true)),
        new(nameof(Accuracy), MetricLaws.For(
            "Accuracy of scores", DrawnSamples.Scores, static data => Accuracy.Of(data.First, data.Second), static metric => [metric.Value],
            static data => [Definitions.Accuracy([.. Rows(data).Select(static row => (Ranks(row.Scores)[0], row.Target))])], exact: true,
            static data => Accuracy.Of(data.First.Cast<float>(), data.Second))),
        new(nameof(TopKAccuracy), MetricLaws.For(
            "TopKAccuracy", DrawnSamples.Scores, static data => TopKAccuracy.Of(data.First, data.Second),
            static metric => Enumerable.Range(1, DrawnSamples.Classes).Select(metric.Among),
            static data => Enumerable.Range(1, DrawnSamples.Classes).Select(k => Rows(data).Average(row => Ranks(row.Scores).Take(k).Contains(row.Target) ? 1.0 : 0)),
            exact: true, static data => TopKAccuracy.Of(data.First.Cast<float>(), data.Second))),
        new(nameof(ConfusionMatrix), MetricLaws.For(
            "ConfusionMatrix", DrawnSamples.Predictions, static data => ConfusionMatrix.Of(data.First, data.Second), ValuesOf,
            static data => DefinitionsOf(Pairs(data)), exact: true)),
        new(nameof(Ranking), MetricLaws.For(
            "Ranking", DrawnSamples.Answers, static data => Ranking.Of(data.First, data.Second), CurvesOf, static data => CurvesOf(Scored(data)), exact: true,
            static data => Ranking.Of(data.First.Cast<float>(), data.Second.Cast<float>()))),
        new(nameof(Calibration), MetricLaws.For(
            "Calibration of answers", static draw => DrawnSamples.Chances(draw, dyadic: false), static data => Calibration.Of(data.First, data.Second, Bins),
            static metric => [metric.ExpectedError], static data => [Definitions.CalibrationError(Scored(data), Bins)])),
        new(nameof(Calibration), MetricLaws.For(
            "Calibration of classes", DrawnSamples.Probabilities, static data => Calibration.Of(data.First, data.Second, Bins), static metric => [metric.ExpectedError],
            static data => [Definitions.CalibrationError([.. Rows(data).Select(static row => (row.Scores.Max(), Ranks(row.Scores)[0] == row.Target))], Bins)],
            inSingle: static data => Calibration.Of(data.First.Cast<float>(), data.Second, Bins))),
        new(nameof(BrierScore), MetricLaws.For(
            "BrierScore of answers", static draw => DrawnSamples.Chances(draw, dyadic: true), static data => BrierScore.Of(data.First, data.Second), static metric => [metric.Value],
            static data => [Scored(data).Average(static sample => double.Pow(sample.Score - (sample.Positive ? 1 : 0), 2))],
            inSingle: static data => BrierScore.Of(data.First.Cast<float>(), data.Second.Cast<float>()))),
        new(nameof(BrierScore), MetricLaws.For(
            "BrierScore of classes", DrawnSamples.Probabilities, static data => BrierScore.Of(data.First, data.Second), static metric => [metric.Value],
            static data => [Rows(data).Average(static row => row.Scores.Select((probability, index) => double.Pow(probability - (index == row.Target ? 1 : 0), 2)).Sum())],
            inSingle: static data => BrierScore.Of(data.First.Cast<float>(), data.Second))),
        new(nameof(LogLoss), MetricLaws.For(
            "LogLoss of answers", static draw => DrawnSamples.Chances(draw, dyadic: true), static data => LogLoss.OfProbabilities(data.First, data.Second),
            static metric => [metric.Value, metric.Perplexity],
            static data => WithPerplexity(Scored(data).Average(static sample => -double.Log(sample.Positive ? sample.Score : 1 - sample.Score))),
            inSingle: static data => LogLoss.OfProbabilities(data.First.Cast<float>(), data.Second.Cast<float>()))),
        new(nameof(LogLoss), MetricLaws.For(
            "LogLoss of classes", DrawnSamples.Probabilities, static data => LogLoss.OfProbabilities(data.First, data.Second),
            static metric => [metric.Value, metric.Perplexity], static data => WithPerplexity(Rows(data).Average(static row => -double.Log(row.Scores[row.Target]))),
            inSingle: static data => LogLoss.OfProbabilities(data.First.Cast<float>(), data.Second))),
        new(nameof(LogLoss), MetricLaws.For(
            "LogLoss of logits of classes", DrawnSamples.Scores, static data => LogLoss.OfLogits(data.First, data.Second), static metric => [metric.Value],
            static data => [Rows(data).Average(static row => double.Log(row.Scores.Sum(double.Exp)) - row.Scores[row.Target])],
            inSingle: static data => LogLoss.OfLogits(data.First.Cast<float>(), data.Second))),
        new(nameof(LogLoss), MetricLaws.For(
            "LogLoss of logits of answers", DrawnSamples.Answers, static data => LogLoss.OfLogits(data.First, data.Second), static metric => [metric.Value],
            static data => [Scored(data).Average(static sample => double.Log(1 + double.Exp(sample.Positive ? -sample.Score : sample.Score)))],
            inSingle: static data => LogLoss.OfLogits(data.First.Cast<float>(), data.Second.Cast<float>()))),
        new(nameof(LogLoss), MetricLaws.For(
            "LogLoss of log-likelihoods", static draw => DrawnSamples.Chances(draw, dyadic: true).First,
            static chances => LogLoss.OfLogLikelihood(chances.Sum(double.Log), chances.Length), static metric => [metric.Value],
            static chances => [-chances.Average(double.Log)])),
        new(nameof(Moments), MetricLaws.For(
            "Moments", static draw => DrawnSamples.Numbers(draw).First.Slice(-1, 0, 1).Reshape(-1), static numbers => Moments.Of(numbers),
            static metric => [metric.Mean, metric.Variance(), metric.Variance(1), metric.StandardDeviation()],
            static numbers => Definitions.Variance([.. numbers]) is var variance
                ? [numbers.Average(), variance, variance * numbers.Length / (numbers.Length - 1), double.Sqrt(variance)] : [],
            inSingle: static numbers => Moments.Of(numbers.Cast<float>()))),
        new(nameof(RegressionErrors), MetricLaws.For(
            "RegressionErrors", DrawnSamples.Numbers, static data => RegressionErrors.Of(data.First, data.Second),
            static metric => [metric.MeanAbsolute, metric.MeanSquared, metric.RootMeanSquared, metric.Maximum, metric.RSquared, metric.ExplainedVariance],
            static data => ErrorsOf(Columns(data)), inSingle: static data => RegressionErrors.Of(data.First.Cast<float>(), data.Second.Cast<float>()))),
        new(nameof(MedianAbsoluteError), MetricLaws.For(
            "MedianAbsoluteError", static draw => DrawnSamples.Answers(draw), static data => MedianAbsoluteError.Of(data.First, data.Second), static metric => [metric.Value],
            static data => [Definitions.Median(Enumerable.Range(0, data.First.Length).Select(i => double.Abs(data.First.Span[i] - data.Second.Span[i])))], exact: true,
            static data => MedianAbsoluteError.Of(data.First.Cast<float>(), data.Second.Cast<float>()))),
    ];

    /// <summary>Predicted and true classes.</summary>
    public static (int Predicted, int Target)[] Pairs(Pair<Indices, Indices> data) => [.. data.First.Zip(data.Second)];

    /// <summary>Scores, and whether they are of positive samples.</summary>
    public static (double Score, bool Positive)[] Scored(Pair<V, V> data) =>
        [.. Enumerable.Range(0, data.First.Length).Select(i => (data.First.Span[i], data.Second.Span[i] == 1))];

    /// <summary>For each class its counts and ratios, and their averages.</summary>
    public static IEnumerable<double> DefinitionsOf((int Predicted, int Target)[] samples)
    {
        var classes = 1 + samples.Max(static sample => Math.Max(sample.Predicted, sample.Target));
        var every = Enumerable.Range(0, classes).ToArray();
        foreach (var target in every)
            foreach (var predicted in every)
                yield return samples.Count(sample => sample == (predicted, target));
        foreach (var ratio in (Func<int, double?>[])[of => Definitions.Precision(samples, of), of => Definitions.Recall(samples, of), of => Definitions.F1(samples, of)])
        {
            foreach (var of in every)
                yield return ratio(of) ?? -1;
            yield return Definitions.Accuracy(samples);                                         // the micro average
            yield return every.Average(of => ratio(of) ?? 0);
            yield return every.Average(of => ratio(of) ?? 1);
            yield return every.Select(ratio).OfType<double>().Average();
            yield return samples.Average(sample => ratio(sample.Target) ?? 0);                  // a class counts as often as it has samples
        }
        yield return samples.Select(static sample => sample.Target).Distinct().Average(of => Definitions.Recall(samples, of)!.Value);
    }

    private static IEnumerable<double> ValuesOf(ConfusionMatrix metric) =>
    [
        .. from target in Enumerable.Range(0, metric.Classes) from predicted in Enumerable.Range(0, metric.Classes) select (double)metric[target, predicted],
        .. ((ClassRatios[])[metric.Precision, metric.Recall, metric.F1]).SelectMany(static ratios => (IEnumerable<double>)[
            .. ratios.Select(static ratio => ratio ?? -1), ratios.Micro, ratios.Macro(Undefined.Zero), ratios.Macro(Undefined.One), ratios.Macro(Undefined.LeftOut),
            ratios.Weighted(Undefined.Zero)]),
        metric.BalancedAccuracy,
    ];

    private static IEnumerable<double> CurvesOf(Ranking metric) =>
    [
        metric.AreaUnderRoc, metric.AveragePrecision,
        .. metric.RocCurve.Skip(1).SelectMany(static point => (double[])[point.Threshold, point.FalsePositiveRate, point.TruePositiveRate]),
        .. metric.PrecisionRecallCurve.SelectMany(static point => (double[])[point.Threshold, point.Precision, point.Recall]),
    ];

    private static IEnumerable<double> CurvesOf((double Score, bool Positive)[] samples)
    {
        double[] thresholds = [.. samples.Select(static sample => sample.Score).Distinct().OrderDescending()];
        return
        [
            Definitions.AreaUnderRoc(samples), Definitions.AveragePrecision(samples),
            .. thresholds.SelectMany(threshold => (double[])[threshold, Part(threshold, positive: false), Part(threshold, positive: true)]),
            .. thresholds.SelectMany(threshold => (double[])[
                threshold, samples.Where(sample => sample.Score >= threshold).Average(static sample => sample.Positive ? 1.0 : 0), Part(threshold, positive: true)]),
        ];

        double Part(double threshold, bool positive) => samples.Where(sample => sample.Positive == positive).Average(sample => sample.Score >= threshold ? 1.0 : 0);
    }

    private static IEnumerable<double> ErrorsOf((double Output, double Target)[][] columns)
    {
        double[] errors = [.. columns.SelectMany(static column => column).Select(static sample => double.Abs(sample.Target - sample.Output))];
        var squared = errors.Average(static error => error * error);
        return [errors.Average(), squared, double.Sqrt(squared), errors.Max(), columns.Average(Definitions.RSquared), columns.Average(Definitions.ExplainedVariance)];
    }

    private static IEnumerable<double> WithPerplexity(double loss) => [loss, double.Exp(loss)];

    private static (double[] Scores, int Target)[] Rows(Pair<V, Indices> data) =>
        [.. Enumerable.Range(0, data.Second.Length).Select(row => (data.First.TakeRows(row).ToArray(), data.Second.Span[row]))];

    private static (double Output, double Target)[][] Columns(Pair<V, V> data) => [.. Enumerable.Range(0, data.First.Shape[1]).Select(column =>
        data.First.Slice(1, column, 1).AsEnumerable().Zip(data.Second.Slice(1, column, 1)).ToArray())];

    /// <summary>The classes by falling score; of equal ones the smaller number first.</summary>
    private static int[] Ranks(double[] scores) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(index => scores[index])];
}

public sealed class MetricsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(MetricCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void As_monoids_and_by_their_definitions(string metric, string law) => Entry.Check(MetricCatalogue.All, metric, law);

    [Fact]
    public void Every_metric_has_an_entry() => Assert.Equal(
        typeof(IMetric<>).Assembly.GetExportedTypes()
            .Where(static type => !type.IsInterface && type.GetInterfaces().Any(static each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IMetric<>)))
            .Select(static type => type.Name).Order(StringComparer.Ordinal),
        MetricCatalogue.All.Select(static entry => entry.Member).Distinct().Order(StringComparer.Ordinal));
}
