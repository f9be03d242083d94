namespace Functional;

/// <summary>
/// A metric of samples, as an immutable value: what it needs to know of the samples that it has seen, and no more. Metrics of parts add up to the metric of
/// the whole, whatever the parts are: <c>+</c> is associative and commutative, exactly where it counts and up to rounding where it sums, and
/// <see cref="Empty"/>, of no samples, is its identity. So a metric is made of each batch, of each fold, on each machine, and they are combined at the end.
/// <para>
/// Metrics take classes as the costs do: scores <c>[…, classes]</c>, and for each row the number of its class, as labels, or as indices of the shape before the
/// classes; one-hot targets become labels by <see cref="Labels.ArgMax"/>. Answers yes and no are a tensor of ones and zeros, of the shape of its scores.
/// </para>
/// <para>What a metric of no samples is worth is not known: to ask for it is refused with an <see cref="InvalidOperationException"/>.</para>
/// </summary>
/// <typeparam name="M">The metric itself.</typeparam>
/// <example><code>
/// var accuracy = batches.Epoch(key).Select(batch => Accuracy.Of(network.At(θ)(batch.Inputs).Output, batch.Targets)).Combine().Value;
/// </code></example>
public interface IMetric<M>
    where M : IMetric<M>
{
    /// <summary>The metric of no samples.</summary>
    static abstract M Empty { get; }

    /// <summary>How many samples the metric has seen.</summary>
    long Count { get; }

    /// <summary>The metric of the samples of both.</summary>
    /// <param name="left">The metric of some samples.</param>
    /// <param name="right">The metric of others.</param>
    static abstract M operator +(M left, M right);
}
