using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>log(1 + eˣ) as max(x, 0) + log(1 + e^−|x|): it neither overflows nor loses what is small.</summary>
internal readonly struct SoftplusFunction : IElementaryFunction<float>, IElementaryFunction<double>
{
    // The exponential is zero below.
    private const float Smallest = -104f;
    private const double SmallestInDouble = -746;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<float>.Of<V>(V x)
    {
        var negative = x | V.Of(-0.0f);
        var e = ExpOfSingle.OfNoneTooLarge(V.Select(V.LessThan(negative, V.Of(Smallest)), V.Of(Smallest), negative));
        return V.Select(V.LessThan(x, V.Of(0f)), V.Of(0f), x) + Log1pOfSingle.Of(e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<double>.Of<V>(V x)
    {
        var negative = x | V.Of(-0.0);
        var e = ExpOfDouble.OfNoneTooLarge(V.Select(V.LessThan(negative, V.Of(SmallestInDouble)), V.Of(SmallestInDouble), negative));
        return V.Select(V.LessThan(x, V.Of(0)), V.Of(0), x) + Log1pOfDouble.Of(e);
    }
}

/// <summary>ȳ·(1 − e⁻ʸ), from ȳ and y.</summary>
internal readonly struct SoftplusSlope : IElementaryPair<float>, IElementaryPair<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryPair<float>.Of<V>(V x, V y) => x * -Expm1OfSingle.OfNoneTooLarge(-y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryPair<double>.Of<V>(V x, V y) => x * -Expm1OfDouble.OfNoneTooLarge(-y);
}
