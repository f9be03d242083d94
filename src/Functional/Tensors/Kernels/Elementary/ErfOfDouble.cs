using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// The error function in <c>double</c> by rational functions on three intervals: W. J. Cody, "Rational Chebyshev approximations for the error function",
/// Mathematics of Computation 23, 1969, with the coefficients of his <c>CALERF</c>.
/// </summary>
internal readonly struct ErfOfDouble : IElementaryFunction<double>
{
    // erf is 1 above.
    private const double Largest = 6;
    private const double Small = 0.46875, Large = 4;
    private const double InverseRootPi = 0.56418958354775628695;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, IRealVector<V, double>
    {
        var sign = x & V.Of(-0.0);
        var size = x ^ sign;
        var a = V.Select(V.LessThan(V.Of(Largest), size), V.Of(Largest), size);
        var square = a * a;
        var e = ExpOfDouble.OfNoneTooLarge(-square);
        e = V.MultiplyAdd(-e, V.MultiplyAdd(a, a, -square), e);
        var result = V.Select(V.LessThan(a, V.Of(Small)), a * OfSmall(square), V.Of(1) - Tail(a, e));
        return result | sign;
    }

    /// <summary>1 − erf a for a from 0 to 27, from e = e^−a².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Complement<V>(V a, V e)
        where V : struct, IRealVector<V, double> =>
        V.Select(V.LessThan(a, V.Of(Small)), V.MultiplyAdd(-a, OfSmall(a * a), V.Of(1)), Tail(a, e));

    /// <summary>erf a / a from a², for a up to 0.46875.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfSmall<V>(V square)
        where V : struct, IRealVector<V, double>
    {
        var over = V.MultiplyAdd(square, V.Of(1.85777706184603153e-1), V.Of(3.16112374387056560));
        over = V.MultiplyAdd(over, square, V.Of(1.13864154151050156e2));
        over = V.MultiplyAdd(over, square, V.Of(3.77485237685302021e2));
        over = V.MultiplyAdd(over, square, V.Of(3.20937758913846947e3));
        var under = square + V.Of(2.36012909523441209e1);
        under = V.MultiplyAdd(under, square, V.Of(2.44024637934444173e2));
        under = V.MultiplyAdd(under, square, V.Of(1.28261652607737228e3));
        under = V.MultiplyAdd(under, square, V.Of(2.84423683343917062e3));
        return over / under;
    }

    /// <summary>1 − erf a for a from 0.46875.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tail<V>(V a, V e)
        where V : struct, IRealVector<V, double>
    {
        var over = V.MultiplyAdd(a, V.Of(2.15311535474403846e-8), V.Of(5.64188496988670089e-1));
        over = V.MultiplyAdd(over, a, V.Of(8.88314979438837594));
        over = V.MultiplyAdd(over, a, V.Of(6.61191906371416295e1));
        over = V.MultiplyAdd(over, a, V.Of(2.98635138197400131e2));
        over = V.MultiplyAdd(over, a, V.Of(8.81952221241769090e2));
        over = V.MultiplyAdd(over, a, V.Of(1.71204761263407058e3));
        over = V.MultiplyAdd(over, a, V.Of(2.05107837782607147e3));
        over = V.MultiplyAdd(over, a, V.Of(1.23033935479799725e3));
        var under = a + V.Of(1.57449261107098347e1);
        under = V.MultiplyAdd(under, a, V.Of(1.17693950891312499e2));
        under = V.MultiplyAdd(under, a, V.Of(5.37181101862009858e2));
        under = V.MultiplyAdd(under, a, V.Of(1.62138957456669019e3));
        under = V.MultiplyAdd(under, a, V.Of(3.29079923573345963e3));
        under = V.MultiplyAdd(under, a, V.Of(4.36261909014324716e3));
        under = V.MultiplyAdd(under, a, V.Of(3.43936767414372164e3));
        under = V.MultiplyAdd(under, a, V.Of(1.23033935480374942e3));

        var y = V.Of(1) / (a * a);
        var overLarge = V.MultiplyAdd(y, V.Of(1.63153871373020978e-2), V.Of(3.05326634961232344e-1));
        overLarge = V.MultiplyAdd(overLarge, y, V.Of(3.60344899949804439e-1));
        overLarge = V.MultiplyAdd(overLarge, y, V.Of(1.25781726111229246e-1));
        overLarge = V.MultiplyAdd(overLarge, y, V.Of(1.60837851487422766e-2));
        overLarge = V.MultiplyAdd(overLarge, y, V.Of(6.58749161529837803e-4));
        var underLarge = y + V.Of(2.56852019228982242);
        underLarge = V.MultiplyAdd(underLarge, y, V.Of(1.87295284992346725));
        underLarge = V.MultiplyAdd(underLarge, y, V.Of(5.27905102951428412e-1));
        underLarge = V.MultiplyAdd(underLarge, y, V.Of(6.05183413124413191e-2));
        underLarge = V.MultiplyAdd(underLarge, y, V.Of(2.33520497626869185e-3));

        // (1/√π − y·R(y)) / a as one quotient.
        var large = V.LessThan(V.Of(Large), a);
        over = V.Select(large, V.MultiplyAdd(V.Of(InverseRootPi), underLarge, -(y * overLarge)), over);
        under = V.Select(large, a * underLarge, under);
        return e * (over / under);
    }
}
