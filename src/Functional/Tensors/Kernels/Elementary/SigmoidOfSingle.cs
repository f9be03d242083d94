using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// 1 / (1 + e⁻ˣ) in <c>float</c>, with the exponential of −|x| alone, which cannot overflow: 1 / (1 + e) or e / (1 + e), corrected by the remainder.
/// </summary>
internal readonly struct SigmoidOfSingle : IElementaryFunction<float>
{
    // The exponential is zero below.
    private const float Smallest = -104f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var one = V.Of(1f);
        var negative = x | V.Of(-0.0f);
        var e = ExpOfSingle.OfNoneTooLarge(V.Select(V.LessThan(negative, V.Of(Smallest)), V.Of(Smallest), negative));
        var d = one + e;
        var dLow = e - (d - one);
        return Quotient.Of<V, float>(V.Select(V.LessThan(x, V.Of(0f)), e, one), V.Of(0f), d, dLow, one / d);
    }
}
