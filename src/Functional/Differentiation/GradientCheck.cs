namespace Functional;

/// <summary>
/// Checks a pullback against finite differences. The step follows the scale of the argument; the tolerance is derived for each derivative
/// from the rounding of the function's values and from the difference between two steps; a kink within the step is recognised and reported as such.
/// Small functions are checked coordinate by coordinate, large ones along random directions of ±1, and where one of those fails, coordinate by
/// coordinate to say which it is. What is uncertain or wrong at one step is looked at again at smaller ones, so that neither strong curvature nor
/// bad luck with rounding is taken for an error.
/// </summary>
/// <example><code>
/// Differentiable&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt; square = x => (x * x, dy => 2.0 * x * dy);
/// Console.WriteLine(GradientCheck.Of(square, [1, 2, 3]));      // Gradient check passed. …
/// </code></example>
public static class GradientCheck
{
    private const int LargestJacobian = 2000;
    private const int Directions = 8;
    private const double RelativeTolerance = 1e-7;
    private const double LargestUncertainty = 1e-3;
    private const double SmallestScale = 1e-3;          // derivatives that are all below this are compared as if they were as large
    private const double PullbackRounding = 1e-9;       // a pullback's own terms may cancel, their rounding does not: a part of the scale
    private static readonly double RelativeStep = double.Cbrt(double.BitIncrement(1) - 1);
    private static readonly double[] Refinements = [1, 1.0 / 16, 1.0 / 256];

    /// <summary>Checks a function at a point.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="key">The random key of the directions; a fixed one when none is given.</param>
    /// <param name="argument">What the input is called in the report.</param>
    /// <param name="directions">
    /// How many random directions to look along, at least 1, whatever the size: for checks that are repeated at many points. When none is given,
    /// the whole Jacobian where it has at most 2000 entries, and 8 directions above that.
    /// </param>
    /// <exception cref="ArgumentException">The output at the point is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is below 1.</exception>
    public static GradientReport Of<X, Y>(Differentiable<X, Y> function, X at, Key key = default, string argument = "input", int? directions = null)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        ExpectDirections(directions);
        return new([new PointCheck<X, Y>(function, at, argument).Report(key, directions)]);
    }

    /// <summary>How many directions there are for a Jacobian; null for all of its entries.</summary>
    internal static int? DirectionsFor(long entries, int? asked) => asked ?? (entries <= LargestJacobian ? null : Directions);

    /// <summary>
    /// Compares a derivative with differences at one step after the other, until it agrees, is at a kink, or two steps agree that it
    /// is wrong.
    /// </summary>
    /// <param name="derivative">What the pullback says.</param>
    /// <param name="scale">How large derivatives are here.</param>
    /// <param name="slope">From a part of the step to the slope there.</param>
    internal static (bool Kink, bool Uncertain, GradientComparison Comparison) Compared(double derivative, double scale, Func<double, Slope> slope)
    {
        var found = new (bool Kink, bool Uncertain, GradientComparison Comparison)[Refinements.Length];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Compared(slope(Refinements[i]), derivative, scale);
            if (!found[i].Uncertain && found[i].Comparison.Excess <= 1)
                return found[i];
            if (i > 0 && Confirmed(found[i - 1], found[i]))
                return found[i - 1];
        }
        return found.All(static each => each.Uncertain) ? found[0] : found.First(static each => !each.Uncertain);

        static bool Confirmed((bool Kink, bool Uncertain, GradientComparison Comparison) before, (bool Kink, bool Uncertain, GradientComparison Comparison) now) =>
            !before.Uncertain && !now.Uncertain
            && double.Abs(before.Comparison.Difference - now.Comparison.Difference) <= before.Comparison.Tolerance + now.Comparison.Tolerance;
    }

    private static (bool Kink, bool Uncertain, GradientComparison Comparison) Compared(Slope slope, double derivative, double scale)
    {
        var tolerance = RelativeTolerance * double.Max(double.Abs(derivative), double.Abs(slope.Estimate)) + slope.Uncertainty
            + PullbackRounding * double.Max(scale, SmallestScale);
        // At a kink no finite number is wrong: where several meet, the chain rule need not even give one between the one-sided slopes.
        var difference = slope.HasKink && double.IsFinite(derivative) ? derivative : slope.Estimate;
        var size = double.Max(double.Max(double.Abs(slope.Estimate), double.Abs(derivative)), double.Max(scale, SmallestScale));
        var uncertain = !slope.HasKink && !(tolerance <= LargestUncertainty * size);
        return (slope.HasKink, uncertain, new("", "", derivative, difference, tolerance));
    }

    /// <summary>A power of two near ε^⅓·max(1, |x|), so that a step there and back is exact but for the rounding of x ± h.</summary>
    internal static double StepAt(double x) => double.Exp2(double.Round(double.Log2(RelativeStep * double.Max(1, double.Abs(x)))));

    /// <summary>Refuses no direction at all.</summary>
    internal static void ExpectDirections(int? directions)
    {
        if (directions < 1)
            throw new ArgumentOutOfRangeException(
                nameof(directions), Invariant($"GradientCheck: a function is looked at along at least 1 direction, got {directions}."));
    }

    /// <summary>Refuses an output that has no gradient.</summary>
    internal static void ExpectFinite<X, Y>(Differentiable<X, Y> function, Y output)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        for (var i = 0; i < output.Dimension; i++)
            if (!double.IsFinite(output.Coordinate(i)))
                throw new ArgumentException(
                    Invariant($"GradientCheck: the output{output.CoordinateName(i)} is {output.Coordinate(i)}: there is no gradient to check."), nameof(function));
    }

    /// <summary>A coordinate that has a name of its own goes by it; a place goes with the name of what it is in.</summary>
    internal static string Named(string whole, string part) => part.Length > 0 && char.IsLetterOrDigit(part[0]) ? part : whole + part;

    internal static V Unit<V>(V like, int index)
        where V : IVectorSpace<V> => like.WithCoordinates(i => i == index ? 1 : 0);

    internal static V Signs<V>(V like, Key key)
        where V : IVectorSpace<V> => like.WithCoordinates(i => (key.Bits(i) & 1) == 0 ? 1 : -1);
}
