using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>log(1 + x) in <c>double</c>: log u + (1 + x − u)/u with u = 1 + x as it is rounded, whose loss is known exactly.</summary>
internal readonly struct Log1pOfDouble : IElementaryFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var one = V.Of(1);
        var u = one + x;
        var added = u - x;
        var lost = x - (u - added) + (one - added);
        var result = LogOfDouble.Of(u);

        // ∞ and the zeros are their own; −∞ is what −1 has, and NaN what is below it.
        var plain = V.LessThan(V.Of(0), u) & V.LessThan(u, V.Of(double.PositiveInfinity));
        result = V.Select(plain, result + lost / V.Select(plain, u, one), result);
        return V.Select(V.Equal(x, V.Of(0)), x, result);
    }
}
