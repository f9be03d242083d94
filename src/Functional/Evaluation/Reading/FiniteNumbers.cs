using System.Numerics;

namespace Functional;

/// <summary>Refuses numbers of which nothing can be said.</summary>
internal static class FiniteNumbers
{
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static void Expect<T>(Tensor<T> numbers, string metric, string what)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!numbers.IsFinite)
            throw new ArgumentException($"{metric}: the {what} are finite, but there is {NonFiniteElement<T>.FirstIn(numbers)}, in shape {numbers.Shape}.", nameof(numbers));
    }
}
