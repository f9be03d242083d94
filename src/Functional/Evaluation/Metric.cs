namespace Functional;

/// <summary>What all metrics have in common.</summary>
public static class Metric
{
    /// <summary>
    /// The metric of the samples of all parts; of no parts it is the empty one. Parts are combined by pairs, as they come, and these by pairs again: sums
    /// lose least so, and metrics that keep what they have seen, such as <see cref="Ranking"/>, are copied log₂ n times and not n times.
    /// </summary>
    /// <typeparam name="M">The metric.</typeparam>
    /// <param name="parts">The metrics of batches, of folds, or of other parts.</param>
    public static M Combine<M>(this IEnumerable<M> parts)
        where M : IMetric<M>
    {
        // A binary counter: two results of equally many parts become one.
        var levels = new Stack<(M Metric, int Level)>();
        foreach (var part in parts)
        {
            var (metric, level) = (part, 0);
            for (; levels.TryPeek(out var before) && before.Level == level; level++)
                metric = levels.Pop().Metric + metric;
            levels.Push((metric, level));
        }
        return levels.Aggregate(M.Empty, static (right, left) => left.Metric + right);
    }

    /// <summary>Refuses to tell a value that is not known.</summary>
    /// <param name="count">How many samples there are.</param>
    /// <param name="value">What is asked for, as the message calls it.</param>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    internal static long ExpectSamples(long count, string value) => count > 0
        ? count
        : throw new InvalidOperationException($"{value}: there are no samples yet, and of none it is not known.");
}
