using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// eˣ in <c>double</c>: eˣ = 2ⁿ·eʳ with n the whole number nearest to x / ln 2, so |r| ≤ ln 2 / 2, and eʳ − 1 = r + r²·Q(r) (Q by minimax, error
/// 1.4e-18). Cody and Waite, "Software Manual for the Elementary Functions", 1980.
/// </summary>
internal readonly struct ExpOfDouble : IElementaryFunction<double>
{
    // Added to a number, it leaves the nearest whole number in the last bits.
    internal const double Rounder = 6755399441055744;           // 1.5·2⁵²
    internal const double Log2E = 1.4426950408889634;

    // The first part has 33 bits, so that its product with n is exact.
    internal const double Ln2High = 6.93147180369123816490e-1;
    internal const double Ln2Low = 1.90821492927058770002e-10;

    // eˣ is infinite above, and zero below.
    private const double Largest = 710;
    private const double Smallest = -746;

    private const int ExponentAt = 52;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var within = V.Select(V.LessThan(V.Of(Largest), x), V.Of(Largest), x);
        return OfNoneTooLarge(V.Select(V.LessThan(within, V.Of(Smallest)), V.Of(Smallest), within));
    }

    /// <summary>eˣ for x from −746 to 710, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfNoneTooLarge<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var n = V.MultiplyAdd(x, V.Of(Log2E), V.Of(Rounder)) - V.Of(Rounder);
        var r = V.MultiplyAdd(n, V.Of(-Ln2Low), V.MultiplyAdd(n, V.Of(-Ln2High), x));
        // In two steps, so that a result too small to be normal is rounded once.
        var half = V.MultiplyAdd(n, V.Of(0.5), V.Of(Rounder));
        var rest = n - (half - V.Of(Rounder)) + V.Of(Rounder);
        return (r + OfRest(r) + V.Of(1)) * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    /// <summary>eʳ − 1 − r = r²·Q(r) for |r| ≤ ln 2 / 2, in a short chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfRest<V>(V r)
        where V : struct, IRealVector<V, double>
    {
        var square = r * r;
        var fourth = square * square;
        var first = V.MultiplyAdd(V.Of(.1666666666666667), r, V.Of(.5));
        var second = V.MultiplyAdd(V.Of(.008333333333326136), r, V.Of(.041666666666666685));
        var third = V.MultiplyAdd(V.Of(1.9841269874821158e-4), r, V.Of(.0013888888888874433));
        var fifth = V.MultiplyAdd(V.Of(2.755725539937226e-6), r, V.Of(2.4801587347268622e-5));
        var sixth = V.MultiplyAdd(V.Of(2.5105217387857133e-8), r, V.Of(2.755725297327813e-7));
        first = V.MultiplyAdd(second, square, first);
        third = V.MultiplyAdd(fifth, square, third);
        sixth = V.MultiplyAdd(V.Of(2.092157135499756e-9), square, sixth);
        return square * V.MultiplyAdd(V.MultiplyAdd(sixth, fourth, third), fourth, first);
    }

    /// <summary>2ⁿ, for n that has been rounded with <see cref="Rounder"/> and still has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<V>(V rounded)
        where V : struct, IRealVector<V, double> => V.AddBits(V.ShiftLeft(rounded, ExponentAt), V.Of(1));
}
