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
        ArgumentOutOfRangeException.ThrowIfLessThan(directions ?? 1, 1, nameof(directions));
        return new([new GradientCheck<X, Y>(function, at, argument).Report(key, directions)]);
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
}

/// <summary>The check of one function at one point.</summary>
internal sealed class GradientCheck<X, Y>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private readonly Differentiable<X, Y> function;
    private readonly X at;
    private readonly Y output;
    private readonly Func<Y, X> pullback;
    private readonly string argument;
    private int compared, kinks, uncertain;
    private GradientComparison? worst;

    public GradientCheck(Differentiable<X, Y> function, X at, string argument)
    {
        (this.function, this.at, this.argument) = (function, at, argument);
        (output, pullback) = function(at);
        for (var i = 0; i < output.Dimension; i++)
            if (!double.IsFinite(output.Coordinate(i)))
                throw new ArgumentException(
                    $"GradientCheck: the output{output.CoordinateName(i)} is {output.Coordinate(i)}: there is no gradient to check.", nameof(function));
    }

    public ArgumentReport Report(Key key, int? asked)
    {
        if (GradientCheck.DirectionsFor((long)at.Dimension * output.Dimension, asked) is not { } directions)
            Coordinates();
        else
            for (var trial = 0; trial < directions && worst is not { Excess: > 1 }; trial++)
                Along(trial, key.Split(trial));
        return new(argument, compared, kinks, uncertain, worst);
    }

    /// <summary>Every entry of the Jacobian.</summary>
    private void Coordinates()
    {
        var rows = Enumerable.Range(0, output.Dimension).Select(i => pullback(Unit(output, i))).ToArray();
        var scale = rows.Length == 0 ? 0 : rows.Max(LargestCoordinate);
        for (var j = 0; j < at.Dimension; j++)
        {
            var values = Values(Unit(at, j), GradientCheck.StepAt(at.Coordinate(j)));
            for (var i = 0; i < rows.Length; i++)
                Add(
                    GradientCheck.Compared(rows[i].Coordinate(j), scale, part => values(part).Slope(y => y.Coordinate(i))),
                    () => at.CoordinateName(j), () => output.CoordinateName(i));
        }
    }

    /// <summary>The derivative along one random direction of one random combination of outputs; coordinate by coordinate where it is not right.</summary>
    private void Along(int trial, Key key)
    {
        var (u, v) = (Signs(output, key.Split("output")), Signs(at, key.Split("input")));
        var gradient = pullback(u);
        var scale = LargestCoordinate(gradient);
        // Terms of the combination may cancel, their rounding does not.
        var terms = Enumerable.Range(0, output.Dimension).Sum(i => double.Abs(output.Coordinate(i)));
        var values = Values(v, GradientCheck.StepAt(LargestCoordinate(at)));
        var direction = $" along ±1 number {trial}";
        var found = GradientCheck.Compared(gradient.Dot(v), scale, part => values(part).Slope(y => y.Dot(u), terms));
        if (found is { Kink: false, Comparison.Excess: <= 1 })
        {
            Add(found, () => direction, () => direction);
            return;
        }
        var before = kinks;
        for (var j = 0; j < at.Dimension; j++)
        {
            var alone = Values(Unit(at, j), GradientCheck.StepAt(at.Coordinate(j)));
            var one = GradientCheck.Compared(gradient.Coordinate(j), scale, part => alone(part).Slope(y => y.Dot(u), terms));
            if (one is { Uncertain: false, Kink: false, Comparison.Excess: > 1 })
                Entries(j, alone, scale, one, direction);
            else
                Add(one, () => at.CoordinateName(j), () => direction);
        }
        // Where no coordinate is wrong by itself, kinks of several may have cancelled along the direction.
        if (worst is not { Excess: > 1 } && !found.Kink && kinks == before)
            Add(found, () => direction, () => direction);
    }

    /// <summary>Which output's derivative is wrong by itself, where it is in a combination. Kinks may have cancelled in that: then it is one.</summary>
    private void Entries(
        int j, Func<double, Samples> alone, double scale, (bool Kink, bool Uncertain, GradientComparison Comparison) combined, string direction)
    {
        var before = (compared, kinks, uncertain, worst);
        for (var i = 0; i < output.Dimension; i++)
            Add(
                GradientCheck.Compared(pullback(Unit(output, i)).Coordinate(j), scale, part => alone(part).Slope(y => y.Coordinate(i))),
                () => at.CoordinateName(j), () => output.CoordinateName(i));
        var (wrong, kinked) = (worst is { Excess: > 1 }, kinks > before.kinks);
        if (wrong)
            return;
        (compared, kinks, uncertain, worst) = before;
        Add(combined with { Kink = kinked, Comparison = kinked ? combined.Comparison with { Difference = combined.Comparison.Pullback } : combined.Comparison },
            () => at.CoordinateName(j), () => direction);
    }

    /// <summary>The outputs along a direction at ±h, ±h/2, ±h/4, for h a part of the step; each part is evaluated once.</summary>
    private Func<double, Samples> Values(X direction, double step)
    {
        var made = new Dictionary<double, Samples>();
        return part => made.TryGetValue(part, out var samples) ? samples : made[part] = Sampled(step * part);

        Samples Sampled(double h) => new(
            output,
            [At(h), At(h / 2), At(h / 4)],
            [At(-h), At(-h / 2), At(-h / 4)],
            h);

        Y At(double h) => function(at.Plus(direction.Scale(h))).Output;
    }

    private sealed record Samples(Y Middle, Y[] Above, Y[] Below, double Step)
    {
        /// <summary>The slope of a number that is read from each output; its rounding is that of numbers of at least the given size.</summary>
        public Slope Slope(Func<Y, double> read, double size = 0)
        {
            ReadOnlySpan<double> above = [read(Above[0]), read(Above[1]), read(Above[2])], below = [read(Below[0]), read(Below[1]), read(Below[2])];
            return Functional.Slope.Of(read(Middle), Step, above, below, size);
        }
    }

    private void Add((bool Kink, bool Uncertain, GradientComparison Comparison) found, Func<string> input, Func<string> outputName)
    {
        if (found.Kink)
            kinks++;
        else if (found.Uncertain)
            uncertain++;
        else
            compared++;
        if (((found.Uncertain || found.Kink) && !(found.Comparison.Excess > 1)) || !(worst is null || found.Comparison.Excess > worst.Value.Excess))
            return;
        worst = found.Comparison with { Input = Named(argument, input()), Output = Named("output", outputName()) };
    }

    /// <summary>A coordinate that has a name of its own goes by it; a place goes with the name of what it is in.</summary>
    private static string Named(string whole, string part) => part.Length > 0 && char.IsLetterOrDigit(part[0]) ? part : whole + part;

    private static V Unit<V>(V like, int index)
        where V : IVectorSpace<V> => like.WithCoordinates(i => i == index ? 1 : 0);

    private static V Signs<V>(V like, Key key)
        where V : IVectorSpace<V> => like.WithCoordinates(i => (key.Bits(i) & 1) == 0 ? 1 : -1);

    private static double LargestCoordinate<V>(V x)
        where V : IVectorSpace<V>
    {
        var largest = 0.0;
        for (var i = 0; i < x.Dimension; i++)
            largest = double.Max(largest, double.Abs(x.Coordinate(i)));
        return largest;
    }
}
