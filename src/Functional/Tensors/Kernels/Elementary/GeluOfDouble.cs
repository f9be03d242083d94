using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// x·Φ(x) in <c>double</c>, Φ being the normal distribution, and its slope Φ(x) + x·φ(x). Below zero Φ is the tail itself, ½·(1 − erf(|x|/√2)), which loses
/// nothing; at −∞ there is the limit, −0. Hendrycks and Gimpel, "Gaussian error linear units", 2016.
/// </summary>
internal readonly struct GeluOfDouble : IElementaryFunction<double>, IElementaryPair<double>
{
    // The tail is zero there.
    private const double Far = 38.6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var (negative, tail, _) = Parts(x);
        var part = negative * tail;
        return V.Select(V.LessThan(x, V.Of(0)), part, x + part);
    }

    /// <summary>ȳ·(Φ(x) + x·φ(x)) from ȳ and x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, V y)
        where V : struct, IRealVector<V, double>
    {
        var (negative, tail, e) = Parts(y);
        var moment = negative * (e * V.Of(0.39894228040143268));
        // At −|x| the slope is tail + (−|x|)·φ; at |x| it is 1 less that.
        var slope = tail + moment;
        return x * V.Select(V.LessThan(y, V.Of(0)), slope, V.Of(1) - slope);
    }

    /// <summary>−|x|, no further than where the tail is zero, the tail Φ(−|x|), and e^−x²/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Negative, V Tail, V Exponential) Parts<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var negative = x | V.Of(-0.0);
        negative = V.Select(V.LessThan(negative, V.Of(-Far)), V.Of(-Far), negative);
        var half = V.Of(-0.5) * negative;
        var power = half * negative;
        var e = ExpOfDouble.OfNoneTooLarge(power);
        e = V.MultiplyAdd(e, V.MultiplyAdd(half, negative, -power), e);
        return (negative, V.Of(0.5) * ErfOfDouble.Complement(V.Of(-0.70710678118654752) * negative, e), e);
    }
}
