namespace Functional;

/// <summary>The check of one function at one point.</summary>
internal sealed class PointCheck<X, Y>
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

    public PointCheck(Differentiable<X, Y> function, X at, string argument)
    {
        (this.function, this.at, this.argument) = (function, at, argument);
        (output, pullback) = function(at);
        GradientCheck.ExpectFinite(function, output);
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
        var rows = Enumerable.Range(0, output.Dimension).Select(i => pullback(GradientCheck.Unit(output, i))).ToArray();
        var scale = rows.Length == 0 ? 0 : rows.Max(LargestCoordinate);
        for (var j = 0; j < at.Dimension; j++)
        {
            var values = Values(GradientCheck.Unit(at, j), GradientCheck.StepAt(at.Coordinate(j)));
            for (var i = 0; i < rows.Length; i++)
                Add(
                    GradientCheck.Compared(rows[i].Coordinate(j), scale, part => values(part).Slope(y => y.Coordinate(i))),
                    () => at.CoordinateName(j), () => output.CoordinateName(i));
        }
    }

    /// <summary>The derivative along one random direction of one random combination of outputs; coordinate by coordinate where it is not right.</summary>
    private void Along(int trial, Key key)
    {
        var (u, v) = (GradientCheck.Signs(output, key.Split("output")), GradientCheck.Signs(at, key.Split("input")));
        var gradient = pullback(u);
        var scale = LargestCoordinate(gradient);
        // Terms of the combination may cancel, their rounding does not.
        var terms = Enumerable.Range(0, output.Dimension).Sum(i => double.Abs(output.Coordinate(i)));
        var values = Values(v, GradientCheck.StepAt(LargestCoordinate(at)));
        var direction = Invariant($" along ±1 number {trial}");
        var found = GradientCheck.Compared(gradient.Dot(v), scale, part => values(part).Slope(y => y.Dot(u), terms));
        if (found is { Kink: false, Comparison.Excess: <= 1 })
        {
            Add(found, () => direction, () => direction);
            return;
        }
        var before = kinks;
        for (var j = 0; j < at.Dimension; j++)
        {
            var alone = Values(GradientCheck.Unit(at, j), GradientCheck.StepAt(at.Coordinate(j)));
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
                GradientCheck.Compared(pullback(GradientCheck.Unit(output, i)).Coordinate(j), scale, part => alone(part).Slope(y => y.Coordinate(i))),
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
        worst = found.Comparison with { Input = GradientCheck.Named(argument, input()), Output = GradientCheck.Named("output", outputName()) };
    }

    private static double LargestCoordinate<V>(V x)
        where V : IVectorSpace<V>
    {
        var largest = 0.0;
        for (var i = 0; i < x.Dimension; i++)
            largest = double.Max(largest, double.Abs(x.Coordinate(i)));
        return largest;
    }
}
