namespace Functional;

/// <summary>Two parts of samples: one to learn from, one that is held out.</summary>
public static class Partition
{
    /// <summary>Two parts, the first with the given share of the samples (rounded), chosen by the key.</summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="key">The random key.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or leaves a part empty.</exception>
    public static (Samples<X, L> Training, Samples<X, L> HeldOut) Split<X, L>(this Samples<X, L> samples, double share, Key key)
        where X : IRows<X>
        where L : IRows<L>
    {
        var order = key.Permutation(samples.Count);
        var first = Size(samples.Count, share);
        return first > 0 && first < samples.Count
            ? (samples.Take(order.AsSpan(..first)), samples.Take(order.AsSpan(first..)))
            : throw new ArgumentOutOfRangeException(nameof(share), Invariant($"Split: a share of {share} of {samples.Count} samples leaves a part empty."));
    }

    /// <summary>Two parts in which each class has the same share as in the whole, up to rounding.</summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="key">The random key.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or leaves a part without any of a class.</exception>
    public static (Samples<X, Labels> Training, Samples<X, Labels> HeldOut) SplitStratified<X>(this Samples<X, Labels> samples, double share, Key key)
        where X : IRows<X>
    {
        var (first, second) = (new List<int>(), new List<int>());
        foreach (var rows in key.Permutation(samples.Count).GroupBy(row => samples.Targets[row]).OrderBy(static rows => rows.Key))
        {
            var all = rows.ToArray();
            var size = Size(all.Length, share);
            if (size == 0 || size == all.Length)
                throw new ArgumentOutOfRangeException(
                    nameof(share),
                        Invariant($"SplitStratified: a share of {share} of {all.Length} samples of class {rows.Key} leaves a part without any."));
            first.AddRange(all[..size]);
            second.AddRange(all[size..]);
        }
        return first.Count == 0
            ? throw new ArgumentOutOfRangeException(nameof(samples), "SplitStratified: there are no samples.")
            : (samples.Take([.. first.Order()]), samples.Take([.. second.Order()]));
    }

    private static int Size(int count, double share) => share > 0 && share < 1
        ? (int)double.Round(count * share)
        : throw new ArgumentOutOfRangeException(nameof(share), Invariant($"A share lies between 0 and 1, got {share}."));
}
