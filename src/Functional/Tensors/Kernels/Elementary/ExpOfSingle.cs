using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// eˣ in <c>float</c>: eˣ = 2ⁿ·eʳ with n the whole number nearest to x / ln 2, so |r| ≤ ln 2 / 2, and eʳ − 1 = r + r²·Q(r) (Q by minimax, relative
/// error 1.3e-8). Cody and Waite, "Software Manual for the Elementary Functions", 1980.
/// </summary>
internal readonly struct ExpOfSingle : IElementaryFunction<float>
{
    // Added to a number, it leaves the nearest whole number in the last bits.
    internal const float Rounder = 12582912f;                   // 1.5·2²³
    internal const float Log2E = 1.44269504f;

    // eˣ is infinite above, and zero below.
    private const float Largest = 89f;
    private const float Smallest = -104f;

    // The first part has 16 bits, so that its product with n is exact.
    internal const float Ln2High = 0.693145751953125f;
    internal const float Ln2Low = 1.42860682030941723212e-6f;

    private const int ExponentAt = 23;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var within = V.Select(V.LessThan(V.Of(Largest), x), V.Of(Largest), x);
        return OfNoneTooLarge(V.Select(V.LessThan(within, V.Of(Smallest)), V.Of(Smallest), within));
    }

    /// <summary>eˣ for x from −104 to 89, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfNoneTooLarge<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var n = V.MultiplyAdd(x, V.Of(Log2E), V.Of(Rounder)) - V.Of(Rounder);
        var r = V.MultiplyAdd(n, V.Of(-Ln2Low), V.MultiplyAdd(n, V.Of(-Ln2High), x));
        // In two steps, so that a result too small to be normal is rounded once.
        var half = V.MultiplyAdd(n, V.Of(0.5f), V.Of(Rounder));
        var rest = n - (half - V.Of(Rounder)) + V.Of(Rounder);
        return (r + OfRest(r) + V.Of(1f)) * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    /// <summary>eʳ − 1 − r = r²·Q(r) for |r| ≤ ln 2 / 2, in a short chain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfRest<V>(V r)
        where V : struct, IRealVector<V, float>
    {
        var square = r * r;
        var low = V.MultiplyAdd(V.Of(.16666543617691462f), r, V.Of(.49999998153817443f));
        var high = V.MultiplyAdd(V.Of(.00836652089441927f), r, V.Of(.04166719994302078f));
        high = V.MultiplyAdd(V.Of(.00138825157435549f), square, high);
        return V.MultiplyAdd(square * square, high, square * low);
    }

    /// <summary>2ⁿ, for n that has been rounded with <see cref="Rounder"/> and still has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<V>(V rounded)
        where V : struct, IRealVector<V, float> => V.AddBits(V.ShiftLeft(rounded, ExponentAt), V.Of(1f));
}
