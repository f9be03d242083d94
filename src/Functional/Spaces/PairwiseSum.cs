namespace Functional;

/// <summary>Sums of many elements of a vector space: by pairs, so that the last ones are not lost beside the sum of those before.</summary>
internal static class PairwiseSum
{
    /// <summary>The sum of several elements, each made when its turn comes, so that about log₂ of them are there at once.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="term">Makes one of them, from its number.</param>
    public static V Of<V>(int count, Func<int, V> term)
        where V : IVectorSpace<V> => Of(0, count, term);

    private static V Of<V>(int first, int count, Func<int, V> term)
        where V : IVectorSpace<V> => count == 1
        ? term(first)
        : Of(first, count - count / 2, term).Plus(Of(first + count - count / 2, count / 2, term));
}
