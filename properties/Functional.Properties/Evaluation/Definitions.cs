namespace Functional.Properties.Evaluation;

/// <summary>Metrics by their definitions, sample by sample and pair by pair, without a thought for the time it takes.</summary>
internal static class Definitions
{
    public static double Accuracy(IReadOnlyCollection<(int Predicted, int Target)> samples) =>
        samples.Count(static sample => sample.Predicted == sample.Target) / (double)samples.Count;

    /// <summary>Of the samples predicted as a class the part that is of it; null where there are none.</summary>
    public static double? Precision(IEnumerable<(int Predicted, int Target)> samples, int of) =>
        samples.Where(sample => sample.Predicted == of).Select(sample => sample.Target == of ? 1.0 : 0).ToArray() is { Length: > 0 } right ? right.Average() : null;

    /// <summary>Of the samples of a class the part that is predicted as it: precision with both exchanged.</summary>
    public static double? Recall(IEnumerable<(int Predicted, int Target)> samples, int of) =>
        Precision(samples.Select(static sample => (sample.Target, sample.Predicted)), of);

    /// <summary>The harmonic mean of precision and recall; 0 where one of them is, or is undefined while the other is not.</summary>
    public static double? F1(IReadOnlyCollection<(int Predicted, int Target)> samples, int of) => (Precision(samples, of), Recall(samples, of)) switch
    {
        (null, null) => null,
        (double precision, double recall) when precision > 0 && recall > 0 => 2 / (1 / precision + 1 / recall),
        _ => 0,
    };

    /// <summary>The probability that a positive is ranked above a negative, a tie one half.</summary>
    public static double AreaUnderRoc(IReadOnlyCollection<(double Score, bool Positive)> samples) => (
        from positive in samples
        where positive.Positive
        from negative in samples
        where !negative.Positive
        select positive.Score > negative.Score ? 1 : positive.Score == negative.Score ? 0.5 : 0).Average();

    /// <summary>The precision at each positive's own score, in the mean over them.</summary>
    public static double AveragePrecision(IReadOnlyCollection<(double Score, bool Positive)> samples) => samples
        .Where(static sample => sample.Positive)
        .Average(positive => samples.Where(other => other.Score >= positive.Score).Average(static other => other.Positive ? 1.0 : 0));

    /// <summary>Σ |Σ (right − confidence)| / n over bins (lower, upper], the first with its lower bound.</summary>
    public static double CalibrationError(IReadOnlyCollection<(double Confidence, bool Right)> samples, int bins) => Enumerable.Range(0, bins)
        .Sum(bin => double.Abs(samples
            .Where(sample => (sample.Confidence > bin / (double)bins || bin == 0) && sample.Confidence <= (bin + 1) / (double)bins)
            .Sum(static sample => (sample.Right ? 1 : 0) - sample.Confidence))) / samples.Count;

    public static double Variance(IReadOnlyCollection<double> numbers) => numbers.Average() is var mean ? numbers.Average(x => (x - mean) * (x - mean)) : 0;

    public static double RSquared(IReadOnlyCollection<(double Output, double Target)> samples) =>
        1 - samples.Average(static sample => (sample.Target - sample.Output) * (sample.Target - sample.Output)) / Variance([.. samples.Select(static sample => sample.Target)]);

    public static double ExplainedVariance(IReadOnlyCollection<(double Output, double Target)> samples) =>
        1 - Variance([.. samples.Select(static sample => sample.Target - sample.Output)]) / Variance([.. samples.Select(static sample => sample.Target)]);

    public static double Median(IEnumerable<double> numbers) =>
        numbers.Order().ToArray() is var sorted ? (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2 : 0;
}
