using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// tanh x in <c>float</c>: m / (m + 2) with m = e^2|x| − 1 = (2ⁿ − 1) + 2ⁿ·(eʳ − 1), whose parts are added without loss, and a quotient that is corrected
/// by its remainder. So it is x for small x, odd, and monotone.
/// </summary>
internal readonly struct TanhOfSingle : IElementaryFunction<float>
{
    // tanh is 1 above. One constant is enough: where n is small its error is, and where n is large it does not matter.
    private const float Largest = 9.25f;
    private const float Ln2 = 0.69314718056f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var one = V.Of(1f);
        var sign = x & V.Of(-0.0f);
        var size = x ^ sign;
        var a = V.Select(V.LessThan(V.Of(Largest), size), V.Of(Largest), size);
        var rounded = V.MultiplyAdd(a, V.Of(2 * ExpOfSingle.Log2E), V.Of(ExpOfSingle.Rounder));
        var n = rounded - V.Of(ExpOfSingle.Rounder);
        var r = V.MultiplyAdd(n, V.Of(-Ln2), a + a);
        var power = ExpOfSingle.PowerOfTwo(rounded);
        var whole = power - one;
        var linear = power * r;
        var sum = whole + linear;
        var low = V.MultiplyAdd(power, ExpOfSingle.OfRest(r), linear - (sum - whole));
        var m = sum + low;
        var mLow = low - (m - sum);
        var d = m + V.Of(2f);
        var dLow = m - (d - V.Of(2f)) + mLow;
        return Quotient.Of<V, float>(m, mLow, d, dLow, one / d) | sign;
    }
}
