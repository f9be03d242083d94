namespace Functional.Kernels;

/// <summary>A reduction as its two loops: of each of many rows into a number, and of whole rows into a row.</summary>
internal interface IReduction<T>
{
    /// <summary>Each of as many rows of equal length as there are results.</summary>
    static abstract void OfEach(ReadOnlySpan<T> rows, Span<T> results);

    /// <summary>All rows, of which there is at least one, into one as long as the result.</summary>
    static abstract void OfRows(ReadOnlySpan<T> rows, Span<T> result);
}
