namespace Functional;

/// <summary>What becomes of the samples that do not fill a batch.</summary>
public enum LastBatch
{
    /// <summary>They make a short batch.</summary>
    Keep,

    /// <summary>They wait for another epoch.</summary>
    Drop,
}

/// <summary>Batches of samples. Which samples are in a batch follows from the key and the epoch alone, so that a run can begin anywhere.</summary>
/// <typeparam name="X">The type of the inputs.</typeparam>
/// <typeparam name="L">The type of the targets.</typeparam>
public sealed class Batches<X, L>
    where X : IRows<X>
    where L : IRows<L>
{
    private readonly Samples<X, L> samples;
    private readonly int size;

    internal Batches(Samples<X, L> samples, int size, LastBatch last)
    {
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), Invariant($"Batches: a batch has at least 1 sample, got {size}."));
        if (size > samples.Count)
            throw new ArgumentOutOfRangeException(
                nameof(size), Invariant($"Batches: a batch of {size} is larger than the set of {samples.Count} samples."));
        (this.samples, this.size) = (samples, size);
        Count = last == LastBatch.Keep ? (samples.Count - 1) / size + 1 : samples.Count / size;
    }

    /// <summary>How many batches an epoch has.</summary>
    public int Count { get; }

    /// <summary>The batches of one epoch, made one by one when they are asked for.</summary>
    /// <param name="key">The key of the epoch; it says the order of the samples.</param>
    /// <param name="skip">How many batches to leave out at the start; nothing is left of as many as there are, or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IEnumerable<Samples<X, L>> Epoch(Key key, int skip = 0)
    {
        if (skip < 0)
            throw new ArgumentOutOfRangeException(nameof(skip), Invariant($"Batches: at least 0 batches are left out, got {skip}."));
        return From(skip);

        IEnumerable<Samples<X, L>> From(int first)
        {
            var order = key.Permutation(samples.Count);
            for (var batch = first; batch < Count; batch++)
                yield return samples.Take(order.AsSpan(batch * size, Math.Min(size, samples.Count - batch * size)));
        }
    }
}
