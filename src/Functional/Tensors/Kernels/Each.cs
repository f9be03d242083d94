namespace Functional.Kernels;

/// <summary>A function of one element, for which there is no faster way than one after the other.</summary>
internal interface IEach<T>
{
    static abstract T Of(T x);
}

/// <summary>Such a function over whole memory.</summary>
internal static class Each<T, TFunction>
    where TFunction : IEach<T>
{
    /// <summary>A function of each element; y may be the memory of x.</summary>
    public static void Run(ReadOnlySpan<T> x, Span<T> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = TFunction.Of(x[i]);
    }
}
