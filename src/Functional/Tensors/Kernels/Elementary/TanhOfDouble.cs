using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// tanh x in <c>double</c>: m / (m + 2) with m = e^2|x| − 1 = (2ⁿ − 1) + 2ⁿ·(eʳ − 1), whose parts are added without loss, and a quotient that is corrected
/// by its remainder. So it is x for small x, odd, and monotone.
/// </summary>
internal readonly struct TanhOfDouble : IElementaryFunction<double>
{
    // tanh is 1 above.
    private const double Largest = 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var one = V.Of(1);
        var sign = x & V.Of(-0.0);
        var size = x ^ sign;
        var a = V.Select(V.LessThan(V.Of(Largest), size), V.Of(Largest), size);
        var rounded = V.MultiplyAdd(a, V.Of(2 * ExpOfDouble.Log2E), V.Of(ExpOfDouble.Rounder));
        var n = rounded - V.Of(ExpOfDouble.Rounder);
        var r = V.MultiplyAdd(n, V.Of(-ExpOfDouble.Ln2Low), V.MultiplyAdd(n, V.Of(-ExpOfDouble.Ln2High), a + a));
        var power = ExpOfDouble.PowerOfTwo(rounded);
        var whole = power - one;
        var linear = power * r;
        var sum = whole + linear;
        var low = V.MultiplyAdd(power, ExpOfDouble.OfRest(r), linear - (sum - whole));
        var m = sum + low;
        var mLow = low - (m - sum);
        var d = m + V.Of(2);
        var dLow = m - (d - V.Of(2)) + mLow;
        return Quotient.Of<V, double>(m, mLow, d, dLow, one / d) | sign;
    }
}
