using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// ½·x·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³), as x·σ(2u), which loses nothing where x is negative; at −∞ its limit, −0. Hendrycks and Gimpel, 2016.
/// </summary>
internal readonly struct GeluTanhFunction : IElementaryFunction<float>, IElementaryFunction<double>
{
    /// <summary>2·√(2/π).</summary>
    internal const double Linear = 1.5957691216057308;

    /// <summary>0.044715 of it.</summary>
    internal const double Cubic = 0.044715 * Linear;

    // The logistic function of 2u is 0 at minus this, and 1 at this.
    internal const double Far = 30;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<float>.Of<V>(V x)
    {
        var near = Within.Of<V, float>(x, V.Of((float)Far));
        var inner = near * V.MultiplyAdd(near * near, V.Of((float)Cubic), V.Of((float)Linear));
        return V.Select(V.LessThan(x, V.Of(-(float)Far)), near, x) * SigmoidOfSingle.Of(inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<double>.Of<V>(V x)
    {
        var near = Within.Of<V, double>(x, V.Of(Far));
        var inner = near * V.MultiplyAdd(near * near, V.Of(Cubic), V.Of(Linear));
        return V.Select(V.LessThan(x, V.Of(-Far)), near, x) * SigmoidOfDouble.Of(inner);
    }
}

/// <summary>ȳ·σ·(1 + x·(1 − σ)·(2u)′) with σ = σ(2u), from ȳ and x.</summary>
internal readonly struct GeluTanhSlope : IElementaryPair<float>, IElementaryPair<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryPair<float>.Of<V>(V x, V y)
    {
        var near = Within.Of<V, float>(y, V.Of((float)GeluTanhFunction.Far));
        var square = near * near;
        var gate = SigmoidOfSingle.Of(near * V.MultiplyAdd(square, V.Of((float)GeluTanhFunction.Cubic), V.Of((float)GeluTanhFunction.Linear)));
        var slope = V.MultiplyAdd(square, V.Of((float)(3 * GeluTanhFunction.Cubic)), V.Of((float)GeluTanhFunction.Linear));
        return x * (gate * V.MultiplyAdd(near * (V.Of(1f) - gate), slope, V.Of(1f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryPair<double>.Of<V>(V x, V y)
    {
        var near = Within.Of<V, double>(y, V.Of(GeluTanhFunction.Far));
        var square = near * near;
        var gate = SigmoidOfDouble.Of(near * V.MultiplyAdd(square, V.Of(GeluTanhFunction.Cubic), V.Of(GeluTanhFunction.Linear)));
        var slope = V.MultiplyAdd(square, V.Of((3 * GeluTanhFunction.Cubic)), V.Of(GeluTanhFunction.Linear));
        return x * (gate * V.MultiplyAdd(near * (V.Of(1) - gate), slope, V.Of(1)));
    }
}
