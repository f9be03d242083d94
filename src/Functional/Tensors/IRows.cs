namespace Functional;

/// <summary>Something with a first axis along which samples lie: tensors and labels.</summary>
/// <typeparam name="R">The type itself.</typeparam>
public interface IRows<R>
    where R : IRows<R>
{
    /// <summary>How many rows there are.</summary>
    int RowCount { get; }

    /// <summary>Chosen rows in the given order.</summary>
    /// <param name="rows">Which; each from 0 to the count − 1, any number of times.</param>
    /// <exception cref="ShapeException">There is no such row.</exception>
    R TakeRows(params ReadOnlySpan<int> rows);
}
