using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// log x in <c>float</c>: x = 2ᵏ·(1 + f) with 1 + f from √½ to √2, and log(1 + f) = f − f²/2 + f³·P(f) (P by minimax, error 2.2e-8).
/// </summary>
internal readonly struct LogOfSingle : IElementaryFunction<float>
{
    private const float SmallestNormal = 1.17549435e-38f;
    private const float RootHalf = 0.70710677f;

    // 2²³ and the whole number that is added to k so that it is not negative: what has been put into the last bits is a number less this.
    private const int ExponentAt = 23;
    private const float Shift = 8388608f;
    private const int Bias = 256;

    // The first part has so few bits that its product with k is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, float>
    {
        var tiny = V.LessThan(x, V.Of(SmallestNormal));
        var normal = V.Select(tiny, x * V.Of(Shift), x);
        var above = V.SubtractBits(normal, V.Of(RootHalf));
        var exponent = V.ShiftRight(V.AddBits(above, V.Of(BitConverter.Int32BitsToSingle(Bias << ExponentAt))), ExponentAt);
        var k = (exponent | V.Of(Shift)) - V.Select(tiny, V.Of(Shift + Bias + ExponentAt), V.Of(Shift + Bias));
        var f = V.SubtractBits(normal, above & V.Of(BitConverter.Int32BitsToSingle(-1 << ExponentAt))) - V.Of(1f);

        var square = f * f;
        var fourth = square * square;
        var first = V.MultiplyAdd(V.Of(-.24999980628490448f), f, V.Of(.3333333134651184f));
        var second = V.MultiplyAdd(V.Of(-.16669152677059174f), f, V.Of(.2000068873167038f));
        var third = V.MultiplyAdd(V.Of(-.12396656721830368f), f, V.Of(.14251139760017395f));
        var last = V.MultiplyAdd(V.Of(-.11660309135913849f), f, V.Of(.1163480132818222f));
        third = V.MultiplyAdd(last, square, third);
        third = V.MultiplyAdd(V.Of(.07332577556371689f), fourth, third);
        var p = V.MultiplyAdd(third, fourth, V.MultiplyAdd(second, square, first));
        var rest = V.MultiplyAdd(k, V.Of(Ln2Low), V.MultiplyAdd(V.Of(-0.5f), square, f * square * p));
        var result = V.MultiplyAdd(k, V.Of(Ln2High), f + rest);

        // ∞ and NaN are their own logarithms; NaN is what a negative number has.
        result = V.Select(V.LessThan(x, V.Of(float.PositiveInfinity)), result, x);
        result = V.Select(V.LessThan(x, V.Of(0f)), V.Of(float.NaN), result);
        return V.Select(V.Equal(x, V.Of(0f)), V.Of(float.NegativeInfinity), result);
    }
}
