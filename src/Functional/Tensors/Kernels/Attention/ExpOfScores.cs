using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// eˣ of scores less the largest of them, in <c>float</c>: as <see cref="ExpOfSingle"/> has it where that is normal, and 0 where it is smaller, for x below −87.
/// Beside a sum that is at least 1 such a number is nothing, and hardware is slow with it.
/// </summary>
internal readonly struct ExpOfSingleScores : IElementaryFunction<float>
{
    private const float Smallest = -87f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var counts = ~V.LessThan(x, V.Of(Smallest));        // a NaN does, too
        var within = x & counts;
        var rounded = V.MultiplyAdd(within, V.Of(ExpOfSingle.Log2E), V.Of(ExpOfSingle.Rounder));
        var n = rounded - V.Of(ExpOfSingle.Rounder);
        var r = V.MultiplyAdd(n, V.Of(-ExpOfSingle.Ln2Low), V.MultiplyAdd(n, V.Of(-ExpOfSingle.Ln2High), within));
        return (r + ExpOfSingle.OfRest(r) + V.Of(1f)) * ExpOfSingle.PowerOfTwo(rounded) & counts;
    }
}

/// <summary>The same in <c>double</c>, for x below −708.</summary>
internal readonly struct ExpOfDoubleScores : IElementaryFunction<double>
{
    private const double Smallest = -708;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var counts = ~V.LessThan(x, V.Of(Smallest));
        var within = x & counts;
        var rounded = V.MultiplyAdd(within, V.Of(ExpOfDouble.Log2E), V.Of(ExpOfDouble.Rounder));
        var n = rounded - V.Of(ExpOfDouble.Rounder);
        var r = V.MultiplyAdd(n, V.Of(-ExpOfDouble.Ln2Low), V.MultiplyAdd(n, V.Of(-ExpOfDouble.Ln2High), within));
        return (r + ExpOfDouble.OfRest(r) + V.Of(1)) * ExpOfDouble.PowerOfTwo(rounded) & counts;
    }
}
