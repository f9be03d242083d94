namespace Functional;

/// <summary>
/// Checks a pullback against finite differences. The step follows the scale of the argument; the tolerance is derived for each derivative
/// from the rounding of the function's values and from the difference between two steps; a kink within the step is recognised and reported as such.
/// Small functions are checked coordinate by coordinate, large ones along random directions of ±1, and where one of those fails, coordinate by
/// coordinate to say which it is.
/// </summary>
/// <example><code>
/// Differentiable&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt; square = x => (x * x, dy => 2.0 * x * dy);
/// Console.WriteLine(GradientCheck.Of(square, [1, 2, 3]));      // Gradient check passed. …
/// </code></example>
public static class GradientCheck
{
    private const int LargestJacobian = 2000;
    private const int Projections = 8;
    private const double RelativeTolerance = 1e-7;
    private const double LargestUncertainty = 1e-3;
    private const double SmallestScale = 1e-3;          // derivatives that are all below this are compared as if they were as large
    private static readonly double RelativeStep = double.Cbrt(double.BitIncrement(1) - 1);

    /// <summary>Checks a function at a point.</summary>
    /// <typeparam name="X">The type of the input, in <c>double</c>.</typeparam>
    /// <typeparam name="Y">The type of the output, in <c>double</c>.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="key">The random key of the directions; a fixed one when none is given.</param>
    /// <param name="argument">What the input is called in the report.</param>
    /// <exception cref="ArgumentException">The output at the point is not finite.</exception>
    public static GradientReport Of<X, Y>(Differentiable<X, Y> function, X at, Key key = default, string argument = "input")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new([Argument(argument, function, at, key)]);

    private static ArgumentReport Argument<X, Y>(string name, Differentiable<X, Y> function, X at, Key key)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var (output, pullback) = function(at);
        for (var i = 0; i < output.Dimension; i++)
            if (!double.IsFinite(output.Coordinate(i)))
                throw new ArgumentException(
                    $"GradientCheck: the output{output.CoordinateName(i)} is {output.Coordinate(i)}: there is no gradient to check.", nameof(function));
        var tally = new Tally(name);
        if ((long)at.Dimension * output.Dimension <= LargestJacobian)
        {
            var rows = Enumerable.Range(0, output.Dimension).Select(i => pullback(Unit(output, i))).ToArray();
            var scale = rows.Length == 0 ? 0 : rows.Max(LargestCoordinate);
            for (var j = 0; j < at.Dimension; j++)
            {
                var direction = Unit(at, j);
                var values = Values(function, at, direction, StepAt(at.Coordinate(j)));
                for (var i = 0; i < rows.Length; i++)
                    tally.Add(Compared(values, y => y.Coordinate(i), rows[i].Coordinate(j), scale), at.CoordinateName(j), output.CoordinateName(i));
            }
            return tally.Report;
        }

        for (var trial = 0; trial < Projections; trial++)
        {
            var u = Signs(output, key.Split(trial).Split("output"));
            var v = Signs(at, key.Split(trial).Split("input"));
            var gradient = pullback(u);
            var scale = LargestCoordinate(gradient);
            var comparison = Compared(Values(function, at, v, StepAt(LargestCoordinate(at))), y => y.Dot(u), gradient.Dot(v), scale);
            if (comparison is { Kink: false, Comparison.Excess: <= 1 })
            {
                tally.Add(comparison, $" along ±1 number {trial}", $" along ±1 number {trial}");
                continue;
            }
            for (var j = 0; j < at.Dimension; j++)
                tally.Add(
                    Compared(Values(function, at, Unit(at, j), StepAt(at.Coordinate(j))), y => y.Dot(u), gradient.Coordinate(j), scale),
                    at.CoordinateName(j),
                    $" along ±1 number {trial}");
            break;
        }
        return tally.Report;
    }

    /// <summary>The outputs in the middle and at ±h, ±h/2, ±h/4 along a direction.</summary>
    private static (Y Middle, Y[] Above, Y[] Below, double Step) Values<X, Y>(Differentiable<X, Y> function, X at, X direction, double step)
        where X : IVectorSpace<X>
    {
        double[] steps = [step, step / 2, step / 4];
        return (
            function(at).Output,
            [.. steps.Select(h => function(at.Plus(direction.Scale(h))).Output)],
            [.. steps.Select(h => function(at.Plus(direction.Scale(-h))).Output)],
            step);
    }

    private static (bool Kink, bool Uncertain, GradientComparison Comparison) Compared<Y>(
        (Y Middle, Y[] Above, Y[] Below, double Step) values, Func<Y, double> read, double derivative, double scale)
    {
        var slope = Slope.Of(read(values.Middle), values.Step, [.. values.Above.Select(read)], [.. values.Below.Select(read)]);
        var tolerance = RelativeTolerance * double.Max(double.Abs(derivative), double.Abs(slope.Estimate)) + slope.Uncertainty + double.Epsilon;
        // At a kink every slope between the one-sided ones will do: the nearest of them stands for the difference.
        var difference = slope.HasKink && double.IsFinite(derivative) ? double.Clamp(derivative, slope.Lowest, slope.Highest) : slope.Estimate;
        var size = double.Max(double.Max(double.Abs(slope.Estimate), double.Abs(derivative)), double.Max(scale, SmallestScale));
        var uncertain = !slope.HasKink && !(tolerance <= LargestUncertainty * size);
        return (slope.HasKink, uncertain, new("", "", derivative, difference, slope.HasKink ? RelativeTolerance * (1 + double.Abs(derivative)) : tolerance));
    }

    private static X Unit<X>(X like, int index)
        where X : IVectorSpace<X> => like.WithCoordinates(i => i == index ? 1 : 0);

    private static X Signs<X>(X like, Key key)
        where X : IVectorSpace<X> => like.WithCoordinates(i => (key.Bits(i) & 1) == 0 ? 1 : -1);

    private static double LargestCoordinate<X>(X x)
        where X : IVectorSpace<X> => Enumerable.Range(0, x.Dimension).Select(i => double.Abs(x.Coordinate(i))).DefaultIfEmpty().Max();

    /// <summary>A power of two near ε^⅓·max(1, |x|), so that a step there and back is exact but for the rounding of x ± h.</summary>
    private static double StepAt(double x) => double.Exp2(double.Round(double.Log2(RelativeStep * double.Max(1, double.Abs(x)))));

    private sealed class Tally(string argument)
    {
        private int compared, kinks, uncertain;
        private GradientComparison? worst;

        public ArgumentReport Report => new(argument, compared, kinks, uncertain, worst);

        public void Add((bool Kink, bool Uncertain, GradientComparison Comparison) found, string input, string output)
        {
            if (found.Kink)
                kinks++;
            else if (found.Uncertain)
                uncertain++;
            else
                compared++;
            var comparison = found.Comparison with { Input = Named(argument, input), Output = Named("output", output) };
            if ((!found.Uncertain || comparison.Excess > 1) && (worst is null || comparison.Excess > worst.Value.Excess))
                worst = comparison;
        }

        /// <summary>A coordinate that has a name of its own goes by it; a place goes with the name of what it is in.</summary>
        private static string Named(string whole, string part) => part.Length > 0 && char.IsLetterOrDigit(part[0]) ? part : whole + part;
    }
}
