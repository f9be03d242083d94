namespace Functional;

/// <summary>Something with a first axis along which samples lie, whatever its type.</summary>
public interface IRows
{
    /// <summary>How many rows there are.</summary>
    int RowCount { get; }

    /// <summary>Chosen rows in the given order, of the same type.</summary>
    /// <param name="rows">Which; each from 0 to the count − 1, any number of times.</param>
    /// <exception cref="ShapeException">There is no such row.</exception>
    object Take(params ReadOnlySpan<int> rows);

    /// <summary>What it is made of, where it says so; else null.</summary>
    internal object? AsParts => null;
}

/// <summary>Something with a first axis along which samples lie: tensors, labels, indices, masks, pairs of them, and records of your own.</summary>
/// <typeparam name="R">The type itself.</typeparam>
/// <example><code>
/// public sealed record Question(Tensor&lt;float&gt; Image, Indices Tokens) : IRows&lt;Question&gt;
/// {
///     public int RowCount =&gt; SampleRows.Count(Image, Tokens);
///
///     public Question TakeRows(params ReadOnlySpan&lt;int&gt; rows) =&gt; new(Image.TakeRows(rows), Tokens.TakeRows(rows));
/// }
/// </code></example>
public interface IRows<R> : IRows
    where R : IRows<R>
{
    /// <summary>Chosen rows in the given order.</summary>
    /// <param name="rows">Which; each from 0 to the count − 1, any number of times.</param>
    /// <exception cref="ShapeException">There is no such row.</exception>
    R TakeRows(params ReadOnlySpan<int> rows);

    /// <inheritdoc/>
    object IRows.Take(params ReadOnlySpan<int> rows) => TakeRows(rows);
}

/// <summary>Rows of several values, sample by sample.</summary>
public static class SampleRows
{
    /// <summary>How many rows several values have.</summary>
    /// <param name="parts">At least one value.</param>
    /// <exception cref="ShapeException">Their counts differ.</exception>
    public static int Count(params ReadOnlySpan<IRows> parts)
    {
        var count = parts[0].RowCount;
        for (var i = 1; i < parts.Length; i++)
            if (parts[i].RowCount != count)
                throw new ShapeException(Invariant($"Samples of several parts: part 0 has {count} rows, part {i} has {parts[i].RowCount}."));
        return count;
    }
}
