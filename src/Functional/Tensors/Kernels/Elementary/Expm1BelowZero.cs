using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>eˣ − 1 for numbers that are not above zero, or NaN.</summary>
internal readonly struct Expm1BelowZero : IElementaryFunction<float>, IElementaryFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<float>.Of<V>(V x) => Expm1OfSingle.OfNoneTooLarge(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IElementaryFunction<double>.Of<V>(V x) => Expm1OfDouble.OfNoneTooLarge(x);
}
