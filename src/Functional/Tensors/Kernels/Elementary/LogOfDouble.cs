using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// log x in <c>double</c>: x = 2ᵏ·(1 + f) with 1 + f from √½ to √2, and with s = f / (2 + f), log(1 + f) = f − (f²/2 − s·(f²/2 + s²·G(s²))) (G by
/// minimax, error 3e-16): the form of FDLIBM's <c>e_log.c</c>, Sun Microsystems, 1993.
/// </summary>
internal readonly struct LogOfDouble : IElementaryFunction<double>
{
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double RootHalf = 0.7071067811865476;

    // 2⁵² and the whole number that is added to k so that it is not negative: what has been put into the last bits is a number less this.
    private const int ExponentAt = 52;
    private const double Shift = 4503599627370496;
    private const long Bias = 2048;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var tiny = V.LessThan(x, V.Of(SmallestNormal));
        var normal = V.Select(tiny, x * V.Of(Shift), x);
        var above = V.SubtractBits(normal, V.Of(RootHalf));
        var exponent = V.ShiftRight(V.AddBits(above, V.Of(BitConverter.Int64BitsToDouble(Bias << ExponentAt))), ExponentAt);
        var k = (exponent | V.Of(Shift)) - V.Select(tiny, V.Of(Shift + Bias + ExponentAt), V.Of(Shift + Bias));
        var f = V.SubtractBits(normal, above & V.Of(BitConverter.Int64BitsToDouble(-1L << ExponentAt))) - V.Of(1);

        var half = V.Of(0.5) * f * f;
        var s = f / (f + V.Of(2));
        var w = s * s;
        var square = w * w;
        var even = V.MultiplyAdd(V.Of(.14619321731954843), square, V.Of(.18182896760411324));
        var odd = V.MultiplyAdd(V.Of(.15331479493996983), square, V.Of(.22222211024115907));
        even = V.MultiplyAdd(even, square, V.Of(.28571428626698386));
        odd = V.MultiplyAdd(odd, square, V.Of(.39999999999897784));
        even = V.MultiplyAdd(even, square, V.Of(.666666666666667));
        var g = w * V.MultiplyAdd(odd, w, even);
        var rest = half - V.MultiplyAdd(s, half + g, k * V.Of(ExpOfDouble.Ln2Low));
        var result = V.MultiplyAdd(k, V.Of(ExpOfDouble.Ln2High), f - rest);

        // ∞ and NaN are their own logarithms; NaN is what a negative number has.
        result = V.Select(V.LessThan(x, V.Of(double.PositiveInfinity)), result, x);
        result = V.Select(V.LessThan(x, V.Of(0)), V.Of(double.NaN), result);
        return V.Select(V.Equal(x, V.Of(0)), V.Of(double.NegativeInfinity), result);
    }
}
