using System.Numerics;

namespace Functional.Kernels;

/// <summary>A mean in two parts, and 1/√(variance + ε).</summary>
internal readonly record struct Statistic<T>(T Pivot, T Rest, T Inverse)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers it is.</summary>
    public const int Size = 3;

    /// <summary>Of a row; with the mean square in place of the variance, and no mean, where it is not centred.</summary>
    public static Statistic<T> Of(ref T x, int length, T epsilon, bool centred)
    {
        if (!centred)
            return new(T.Zero, T.Zero, InverseOf(Moments<T>.Of(ref x, length, T.Zero).Squares / T.CreateChecked(length), epsilon));
        var (pivot, rest, variance) = Moments<T>.About(ref x, length);
        return new(pivot, rest, InverseOf(variance, epsilon));
    }

    /// <summary>1/√(variance + ε).</summary>
    public static T InverseOf(T variance, T epsilon) => T.One / T.Sqrt(variance + epsilon);

    /// <summary>One of several that lie one part after the other.</summary>
    public static Statistic<T> Read(T[] statistics, int index, int count) => new(statistics[index], statistics[count + index], statistics[2 * count + index]);

    /// <summary>The means of several, each in one part.</summary>
    public static void Means(ReadOnlySpan<T> statistics, Span<T> means)
    {
        for (var i = 0; i < means.Length; i++)
            means[i] = statistics[i] + statistics[means.Length + i];
    }

    /// <summary>Writes it among several.</summary>
    public void Write(T[] statistics, int index, int count) =>
        (statistics[index], statistics[count + index], statistics[2 * count + index]) = (Pivot, Rest, Inverse);
}
