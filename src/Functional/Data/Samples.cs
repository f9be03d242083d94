namespace Functional;

/// <summary>Samples: inputs and targets, row by row. A data set is one, a part of it is one, a batch is one. Immutable.</summary>
/// <typeparam name="X">The type of the inputs.</typeparam>
/// <typeparam name="L">The type of the targets: labels, or a tensor.</typeparam>
public sealed record Samples<X, L>
    where X : IRows<X>
    where L : IRows<L>
{
    /// <summary>Samples from inputs and as many targets.</summary>
    /// <param name="inputs">The inputs, a row for each sample.</param>
    /// <param name="targets">The targets, a row for each sample.</param>
    /// <exception cref="ShapeException">The counts differ.</exception>
    public Samples(X inputs, L targets)
    {
        if (inputs.RowCount != targets.RowCount)
            throw new ShapeException(Invariant($"Samples: there are {inputs.RowCount} inputs but {targets.RowCount} targets."));
        (Inputs, Targets) = (inputs, targets);
    }

    /// <summary>The inputs, a row for each sample.</summary>
    public X Inputs { get; }

    /// <summary>The targets, a row for each sample.</summary>
    public L Targets { get; }

    /// <summary>How many samples there are.</summary>
    public int Count => Inputs.RowCount;

    /// <summary>Chosen samples in the given order.</summary>
    /// <param name="rows">Which.</param>
    /// <exception cref="ShapeException">There is no such sample.</exception>
    public Samples<X, L> Take(params ReadOnlySpan<int> rows) => new(Inputs.TakeRows(rows), Targets.TakeRows(rows));

    /// <summary>All samples in an order that the key says.</summary>
    /// <param name="key">The random key.</param>
    public Samples<X, L> Shuffle(Key key) => Take(key.Permutation(Count));

    /// <summary>Two parts, the first with the given share of the samples (rounded), chosen by the key.</summary>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="key">The random key.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or leaves a part empty.</exception>
    public (Samples<X, L> Training, Samples<X, L> Test) Split(double share, Key key)
    {
        var order = key.Permutation(Count);
        var first = Partition.Size(Count, share);
        return first > 0 && first < Count
            ? (Take(order.AsSpan(..first)), Take(order.AsSpan(first..)))
            : throw new ArgumentOutOfRangeException(nameof(share), Invariant($"Split: a share of {share} of {Count} samples leaves a part empty."));
    }

    /// <summary>Batches of the samples for training, in a new order for each epoch.</summary>
    /// <param name="size">How many samples a batch has.</param>
    /// <param name="last">What becomes of a short batch at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive, or larger than the set.</exception>
    public Batches<X, L> Batches(int size, LastBatch last = LastBatch.Keep) => new(this, size, last);

    /// <summary>How many there are, the inputs and the targets.</summary>
    public override string ToString() => Invariant($"{Count} samples\ninputs: {Inputs}\ntargets: {Targets}");
}

/// <summary>Splits that know about classes.</summary>
public static class Partition
{
    /// <summary>Two parts in which each class has the same share as in the whole, up to rounding.</summary>
    /// <typeparam name="X">The type of the inputs.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="key">The random key.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or leaves a part without any of a class.</exception>
    public static (Samples<X, Labels> Training, Samples<X, Labels> Test) SplitStratified<X>(this Samples<X, Labels> samples, double share, Key key)
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

    internal static int Size(int count, double share) => share > 0 && share < 1
        ? (int)double.Round(count * share)
        : throw new ArgumentOutOfRangeException(nameof(share), Invariant($"A share lies between 0 and 1, got {share}."));
}
