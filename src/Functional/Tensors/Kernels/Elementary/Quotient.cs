using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>Quotients of numbers that are known to more than their own precision.</summary>
internal static class Quotient
{
    /// <summary>(x + xLow) / (d + dLow), nearly rounded correctly, from an approximate inverse of d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, T>(V x, V xLow, V d, V dLow, V inverse)
        where V : struct, IRealVector<V, T>
        where T : unmanaged
    {
        var quotient = x * inverse;
        var remainder = V.MultiplyAdd(-quotient, d, x) + V.MultiplyAdd(-quotient, dLow, xLow);
        return V.MultiplyAdd(remainder, inverse, quotient);
    }
}
