namespace Functional;

/// <summary>Samples: inputs and targets, row by row. A data set is one, a part of it is one, a batch is one. Immutable.</summary>
/// <typeparam name="X">The type of the inputs.</typeparam>
/// <typeparam name="L">The type of the targets: labels, or a tensor.</typeparam>
public sealed record Samples<X, L> : ICounted
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

    /// <summary>Batches of the samples for training, in a new order for each epoch.</summary>
    /// <param name="size">How many samples a batch has.</param>
    /// <param name="last">What becomes of a short batch at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive, or larger than the set.</exception>
    public Batches<X, L> Batches(int size, LastBatch last = LastBatch.Keep) => new(this, size, last);

    /// <summary>How many there are, the inputs and the targets.</summary>
    public override string ToString() => Invariant($"{Count} samples\ninputs: {Inputs}\ntargets: {Targets}");
}

/// <summary>What knows how many samples it is, whatever their types are.</summary>
internal interface ICounted
{
    int Count { get; }
}
