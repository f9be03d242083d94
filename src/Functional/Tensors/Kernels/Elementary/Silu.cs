using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>x·σ(x); at −∞ its limit, −0.</summary>
internal readonly struct SiluFunction : IElementaryFunction<float>, IElementaryFunction<double>
{
    // The logistic function of minus this is zero.
    internal const float Far = 750f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<float>.Of<V>(V x) => V.Select(V.LessThan(x, V.Of(-Far)), V.Of(-Far), x) * SigmoidOfSingle.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<double>.Of<V>(V x) => V.Select(V.LessThan(x, V.Of(-Far)), V.Of(-Far), x) * SigmoidOfDouble.Of(x);
}

/// <summary>ȳ·σ·(1 + x·(1 − σ)) with σ = σ(x), from ȳ and x.</summary>
internal readonly struct SiluSlope : IElementaryPair<float>, IElementaryPair<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryPair<float>.Of<V>(V x, V y)
    {
        var gate = SigmoidOfSingle.Of(y);
        return x * (gate * V.MultiplyAdd(Within.Of<V, float>(y, V.Of(SiluFunction.Far)), V.Of(1f) - gate, V.Of(1f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryPair<double>.Of<V>(V x, V y)
    {
        var gate = SigmoidOfDouble.Of(y);
        return x * (gate * V.MultiplyAdd(Within.Of<V, double>(y, V.Of(SiluFunction.Far)), V.Of(1) - gate, V.Of(1)));
    }
}

/// <summary>Numbers that are kept from the infinities.</summary>
internal static class Within
{
    /// <summary>x, or ± the bound where x is further from zero than that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, T>(V x, V bound)
        where V : struct, IRealVector<V, T>
        where T : unmanaged => V.Select(V.LessThan(x, -bound), -bound, V.Select(V.LessThan(bound, x), bound, x));
}
