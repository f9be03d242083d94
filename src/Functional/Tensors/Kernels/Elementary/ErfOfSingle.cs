using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// The error function in <c>float</c>: near zero x·P(x²), elsewhere 1 less e^−x²·Q(t)/(1 + 2x) with t = (x − 4)/(x + 4): M. M. Shepherd and J. G. Laframboise,
/// "Chebyshev approximation of (1 + 2x)·exp(x²)·erfc x in 0 ≤ x &lt; ∞", Mathematics of Computation 36, 1981; P and Q by interpolation at Chebyshev's
/// points, relative errors 3.2e-10 and 1.9e-8.
/// </summary>
internal readonly struct ErfOfSingle : IElementaryFunction<float>
{
    // erf is 1 above.
    private const float Largest = 4;
    private const float Small = 0.9f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var sign = x & V.Of(-0.0f);
        var size = x ^ sign;
        var a = V.Select(V.LessThan(V.Of(Largest), size), V.Of(Largest), size);
        var square = a * a;
        var e = ExpOfSingle.OfNoneTooLarge(-square);
        e = V.MultiplyAdd(-e, V.MultiplyAdd(a, a, -square), e);

        var fourth = square * square;
        var low = V.MultiplyAdd(square, V.Of(-.37612635194f), V.Of(1.12837916679f));
        var middle = V.MultiplyAdd(square, V.Of(-.0268606647911f), V.Of(.112837180496f));
        var high = V.MultiplyAdd(square, V.Of(-.000817963218089f), V.Of(.00520422669375f));
        high = V.MultiplyAdd(fourth, V.Of(.0000852940132284f), high);
        var small = a * V.MultiplyAdd(V.MultiplyAdd(high, fourth, middle), fourth, low);
        return V.Select(V.LessThan(a, V.Of(Small)), small, V.Of(1f) - Complement(a, e)) | sign;
    }

    /// <summary>1 − erf a for a from 0 to 10.5, from e = e^−a².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Complement<V>(V a, V e)
        where V : struct, IRealVector<V, float>
    {
        var (above, twice) = (a + V.Of(4f), V.MultiplyAdd(a, V.Of(2f), V.Of(1f)));
        var inverse = V.Of(1f) / (above * twice);
        var t = V.MultiplyAdd(a + a, twice * inverse, V.Of(-1f));      // 2x/(x + 4) − 1 is right to the last place where x is small
        var square = t * t;
        var fourth = square * square;
        var first = V.MultiplyAdd(V.Of(-.139621004651f), t, V.Of(1.23299513459f));
        var second = V.MultiplyAdd(V.Of(.0680909907481f), t, V.Of(.0153775112977f));
        var third = V.MultiplyAdd(V.Of(.0938416007341f), t, V.Of(-.10099666056f));
        var last = V.MultiplyAdd(V.Of(.0364032941189f), t, V.Of(-.0665676140798f));
        var rest = V.MultiplyAdd(V.Of(.00678378370576f), t, V.Of(-.0161133852918f));
        rest = V.MultiplyAdd(V.Of(.000803659492671f), square, rest);
        first = V.MultiplyAdd(second, square, first);
        third = V.MultiplyAdd(last, square, third);
        var q = V.MultiplyAdd(V.MultiplyAdd(rest, fourth, third), fourth, first);
        return e * (q * (above * inverse));
    }
}
