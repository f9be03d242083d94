using System.Numerics;

namespace Functional;

/// <summary>Refuses numbers that are no probabilities.</summary>
internal static class Probability
{
    /// <exception cref="ArgumentException">A number is not in [0, 1].</exception>
    public static void Expect<T>(Tensor<T> probabilities, string metric)
        where T : struct, IFloatingPointIeee754<T>
    {
        var outside = probabilities.Span.IndexOfAnyExceptInRange(T.Zero, T.One);
        if (outside >= 0)
            throw new ArgumentException(Invariant(
                $"{metric}: {probabilities.Span[outside]} at {probabilities.CoordinateName(outside)} is no probability, which lies in [0, 1]."), nameof(probabilities));
    }
}
