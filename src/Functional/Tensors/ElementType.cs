using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>The types that elements can have: <c>float</c> and <c>double</c>. For these two the JIT knows the answer, and nothing is left of the question.</summary>
internal static class ElementType
{
    /// <summary>Refuses any other type.</summary>
    /// <exception cref="NotSupportedException">It is another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Expect<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw Refusal(typeof(T));
    }

    private static NotSupportedException Refusal(Type type) =>
        new($"Tensor<{type.Name}>: the elements of a tensor are float or double; sums of {type.Name} would lose what they add.");
}
