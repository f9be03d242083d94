using Functional.Properties.Evaluation;

namespace Functional.Properties.Faults;

/// <summary>Metrics with one mistake each that people make.</summary>
internal static class MetricFaults
{
    /// <summary>The macro average is taken for the micro average.</summary>
    public static EvaluationFault MacroForMicro { get; } = EvaluationFault.InValue(
        DrawnSamples.Predictions, MetricCatalogue.Pairs,
        static (faulty, samples) => faulty
            ? MeanOver(samples, static (all, of) => Definitions.Recall(all, of))
            : samples.Count(static each => each.Target == each.Predicted) / (double)samples.Length,
        static samples => Definitions.Accuracy(samples));

    /// <summary>Precision and recall are exchanged.</summary>
    public static EvaluationFault PrecisionForRecall { get; } = EvaluationFault.InValue(
        DrawnSamples.Predictions, MetricCatalogue.Pairs,
        static (faulty, samples) => MeanOver(samples, (all, of) => faulty
            ? Definitions.Precision(all, of)
            : all.Where(each => each.Target == of).ToArray() is { Length: > 0 } support ? support.Count(each => each.Predicted == of) / (double)support.Length : null),
        static samples => MeanOver(samples, static (all, of) => Definitions.Recall(all, of)));

    /// <summary>The row of one class is that of the next.</summary>
    public static EvaluationFault ClassOffByOne { get; } = EvaluationFault.InValue(
        DrawnSamples.Predictions, MetricCatalogue.Pairs,
        static (faulty, samples) => samples.Count(each => each.Target == (faulty ? 1 : 0) && each.Predicted == 0), static samples => samples.Count(static each => each == (0, 0)));

    /// <summary>A class without samples has the recall 0, and not none, in the balanced accuracy.</summary>
    public static EvaluationFault MissingClassCounts { get; } = EvaluationFault.InValue(
        DrawnSamples.Predictions, MetricCatalogue.Pairs,
        static (faulty, samples) => faulty ? MeanOver(samples, static (all, of) => Definitions.Recall(all, of)) : Recalls(samples).Average(),
        static samples => Recalls(samples).Average());

    /// <summary>A positive that is as high as a negative has won.</summary>
    public static EvaluationFault TieCountedAsAWin { get; } = EvaluationFault.InValue(
        DrawnSamples.Answers, MetricCatalogue.Scored, static (faulty, samples) => Won(samples, faulty ? 1 : 0.5), static samples => Definitions.AreaUnderRoc(samples));

    /// <summary>Samples are sorted by score, and equal ones stay as they came: the area depends on their order.</summary>
    public static EvaluationFault TiesAsTheyCame { get; } = EvaluationFault.InValue(
        DrawnSamples.Answers, MetricCatalogue.Scored, static (faulty, samples) => faulty ? SortedArea(samples) : Won(samples, 0.5),
        static samples => Definitions.AreaUnderRoc(samples), "order");

    /// <summary>Between thresholds the precision is interpolated by trapezoids, which promises too much.</summary>
    public static EvaluationFault InterpolatedPrecision { get; } = EvaluationFault.InValue(
        DrawnSamples.Answers, MetricCatalogue.Scored, static (faulty, samples) => Precisions(samples, faulty), static samples => Definitions.AveragePrecision(samples));

    /// <summary>Bins are [lower, upper): what is on a bound is one bin too high.</summary>
    public static EvaluationFault BinsOffByOne { get; } = EvaluationFault.InValue(
        static draw => DrawnSamples.Chances(draw, dyadic: false), MetricCatalogue.Scored,
        static (faulty, samples) => samples
            .GroupBy(each => (int)(faulty ? double.Floor(each.Score * 10) : double.Ceiling(each.Score * 10)))
            .Sum(static bin => double.Abs(bin.Sum(static each => (each.Positive ? 1 : 0) - each.Score))) / samples.Length,
        static samples => Definitions.CalibrationError(samples, 10));

    /// <summary>The mean of the batches' means, whatever their sizes.</summary>
    public static EvaluationFault MeanOfBatchMeans { get; } = EvaluationFault.InSum<MeanOf, Pair<Indices, Indices>>(
        DrawnSamples.Predictions,
        static (faulty, data) => MetricCatalogue.Pairs(data) is { Length: > 0 } samples ? new(Definitions.Accuracy(samples), samples.Length, faulty) : MeanOf.Empty,
        static metric => metric.Mean, static data => Definitions.Accuracy(MetricCatalogue.Pairs(data)), "batches");

    /// <summary>A batch without samples has the mean 0, and counts.</summary>
    public static EvaluationFault EmptyBatchCounts { get; } = EvaluationFault.InSum<MeanOf, Pair<Indices, Indices>>(
        DrawnSamples.Predictions,
        static (faulty, data) => MetricCatalogue.Pairs(data) is { Length: > 0 } samples
            ? new(Definitions.Accuracy(samples), samples.Length, false) { CountsEmpty = faulty }
            : MeanOf.Empty,
        static metric => metric.Mean, static data => Definitions.Accuracy(MetricCatalogue.Pairs(data)), "identity");

    /// <summary>The median of the batches' medians.</summary>
    public static EvaluationFault MedianOfMedians { get; } = EvaluationFault.InSum<MedianOf, Pair<Tensor<double>, Tensor<double>>>(
        DrawnSamples.Answers, static (faulty, data) => new([.. data.First.Select(static x => double.Abs(x))], faulty),
        static metric => Definitions.Median(metric.Numbers), static data => Definitions.Median(data.First.Select(static x => double.Abs(x))), "batches");

    /// <summary>The variance is the mean of the squares less the square of the mean: of N(100, 0.01²) hardly a digit is left.</summary>
    public static EvaluationFault VarianceOfSquares { get; } = EvaluationFault.InValue(
        static draw => DrawnSamples.Answers(draw).First.Map(static x => 100 + 0.01 * x), static numbers => numbers.ToArray(),
        static (faulty, x) => 1e4 * (faulty ? x.Average(static each => each * each) - x.Average() * x.Average() : Moments.Of(Tensor.Vector<double>(x)).Variance()),
        static x => 1e4 * Definitions.Variance(x));

    private static double MeanOver((int Predicted, int Target)[] samples, Func<(int Predicted, int Target)[], int, double?> ratio) =>
        Enumerable.Range(0, 1 + samples.Max(static each => Math.Max(each.Predicted, each.Target))).Average(of => ratio(samples, of) ?? 0);

    private static IEnumerable<double> Recalls((int Predicted, int Target)[] samples) =>
        Enumerable.Range(0, DrawnSamples.Classes).Select(of => Definitions.Recall(samples, of)).OfType<double>();

    private static double Won((double Score, bool Positive)[] samples, double tie) => samples.Where(static each => each.Positive).Average(positive =>
        samples.Where(static each => !each.Positive).Average(negative => positive.Score > negative.Score ? 1 : positive.Score == negative.Score ? tie : 0));

    private static double SortedArea((double Score, bool Positive)[] samples)
    {
        var sorted = samples.OrderByDescending(static each => each.Score).ToArray();
        return sorted.Select((each, place) => (each, place)).Where(static at => at.each.Positive)
            .Average(at => sorted[at.place..].Count(static each => !each.Positive)) / sorted.Count(static each => !each.Positive);
    }

    private static double Precisions((double Score, bool Positive)[] samples, bool trapezoids)
    {
        var (area, recall, before) = (0.0, 0.0, 1.0);
        foreach (var threshold in samples.Select(static each => each.Score).Distinct().OrderDescending())
        {
            var chosen = samples.Where(each => each.Score >= threshold).ToArray();
            var right = chosen.Count(static each => each.Positive);
            var (now, precision) = (right / (double)samples.Count(static each => each.Positive), right / (double)chosen.Length);
            area += (now - recall) * (trapezoids ? (precision + before) / 2 : precision);
            (recall, before) = (now, precision);
        }
        return area;
    }

    /// <summary>A mean, that may forget of how many.</summary>
    private sealed record MeanOf(double Mean, long Count, bool Forgets) : IMetric<MeanOf>
    {
        public static MeanOf Empty { get; } = new(0, 0, false);

        public bool CountsEmpty { get; init; }

        public static MeanOf operator +(MeanOf left, MeanOf right)
        {
            if ((left.Count == 0 || right.Count == 0) && !(left.CountsEmpty || right.CountsEmpty))
                return left.Count == 0 ? right : left;
            var (count, forgets) = (left.Count + right.Count, left.Forgets || right.Forgets);
            var mean = forgets || left.Count * right.Count == 0 ? (left.Mean + right.Mean) / 2 : (left.Mean * left.Count + right.Mean * right.Count) / count;
            return new(mean, count, forgets) { CountsEmpty = left.CountsEmpty || right.CountsEmpty };
        }
    }

    /// <summary>Numbers, or, with the mistake, only their median, as often as there are numbers.</summary>
    private sealed record MedianOf(double[] Numbers, bool Forgets) : IMetric<MedianOf>
    {
        public static MedianOf Empty { get; } = new([], false);

        public long Count => Numbers.Length;

        public static MedianOf operator +(MedianOf left, MedianOf right) => left.Forgets || right.Forgets
            ? new([.. left.Forgotten, .. right.Forgotten], true)
            : new([.. left.Numbers, .. right.Numbers], false);

        public bool Equals(MedianOf? other) => other is not null && Numbers.SequenceEqual(other.Numbers);

        public override int GetHashCode() => Numbers.Length;

        private IEnumerable<double> Forgotten => Numbers.Length < 2 ? Numbers : Enumerable.Repeat(Definitions.Median(Numbers), Numbers.Length);
    }
}
