namespace Functional.Kernels;

/// <summary>One element-wise operation in the three forms that broadcasting needs; a type, so that the JIT sees through it.</summary>
internal interface IBinaryOperation<T>
{
    static abstract void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result);

    static abstract void Apply(ReadOnlySpan<T> left, T right, Span<T> result);

    static abstract void Apply(T left, ReadOnlySpan<T> right, Span<T> result);
}
