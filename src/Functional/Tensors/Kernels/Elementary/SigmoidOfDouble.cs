using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// 1 / (1 + e⁻ˣ) in <c>double</c>, with the exponential of −|x| alone, which cannot overflow: 1 / (1 + e) or e / (1 + e), corrected by the remainder.
/// </summary>
internal readonly struct SigmoidOfDouble : IElementaryFunction<double>
{
    // The exponential is zero below.
    private const double Smallest = -746;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var one = V.Of(1);
        var negative = x | V.Of(-0.0);
        var e = ExpOfDouble.OfNoneTooLarge(V.Select(V.LessThan(negative, V.Of(Smallest)), V.Of(Smallest), negative));
        var d = one + e;
        var dLow = e - (d - one);
        return Quotient.Of<V, double>(V.Select(V.LessThan(x, V.Of(0)), e, one), V.Of(0), d, dLow, one / d);
    }
}
