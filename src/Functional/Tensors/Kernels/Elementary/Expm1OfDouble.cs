using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// eˣ − 1 in <c>double</c>: (2ⁿ − 1) + 2ⁿ·(eʳ − 1), whose parts are added without loss, as in the hyperbolic tangent. So it is x for small x.
/// </summary>
internal readonly struct Expm1OfDouble : IElementaryFunction<double>
{
    // Above, 1 is less than half a unit of the last place of eˣ; below minus this, eˣ is of 1.
    private const double Largest = 40;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var large = V.LessThan(V.Of(Largest), x);
        return V.Select(large, ExpOfDouble.Of(V.Select(large, x, V.Of(Largest))), OfNoneTooLarge(V.Select(large, V.Of(Largest), x)));
    }

    /// <summary>eˣ − 1 for x up to 40, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfNoneTooLarge<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var within = V.Select(V.LessThan(x, V.Of(-Largest)), V.Of(-Largest), x);
        var rounded = V.MultiplyAdd(within, V.Of(ExpOfDouble.Log2E), V.Of(ExpOfDouble.Rounder));
        var n = rounded - V.Of(ExpOfDouble.Rounder);
        var r = V.MultiplyAdd(n, V.Of(-ExpOfDouble.Ln2Low), V.MultiplyAdd(n, V.Of(-ExpOfDouble.Ln2High), within));
        var power = ExpOfDouble.PowerOfTwo(rounded);
        var whole = power - V.Of(1);
        var linear = power * r;
        var sum = whole + linear;
        return (sum + V.MultiplyAdd(power, ExpOfDouble.OfRest(r), linear - (sum - whole))) | (x & V.Of(-0.0));
    }
}
