namespace Functional.Kernels;

/// <summary>A function of two elements, for which there is no faster way than one after the other.</summary>
internal interface IEachPair<T>
{
    static abstract T Of(T x, T y);
}

/// <summary>Such a function over whole memory.</summary>
internal readonly struct EachPair<T, TFunction> : IBinaryOperation<T>
    where TFunction : IEachPair<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TFunction.Of(left[i], right[i]);
    }

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TFunction.Of(left[i], right);
    }

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TFunction.Of(left, right[i]);
    }
}
