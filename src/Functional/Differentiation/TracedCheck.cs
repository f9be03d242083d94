namespace Functional;

/// <summary>
/// The check of one function at one point where differences say too little: its pullback against the one that follows from the operations of its
/// forward pass.
/// </summary>
internal sealed class TracedCheck<X, Y>
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    private readonly Differentiable<X, Y> function, traced;
    private readonly X at;
    private readonly string argument;
    private readonly double unit;
    private readonly Y output;
    private readonly Func<Y, X> pullback, derived;
    private int compared, kinks;
    private GradientComparison? worst;

    public TracedCheck(Differentiable<X, Y> function, X at, string argument, double unit)
    {
        (this.function, this.at, this.argument, this.unit) = (function, at, argument, unit);
        traced = Differentiable.Trace((X x) => function(x).Output);
        (output, pullback) = function(at);
        GradientCheck.ExpectFinite(function, output);
        derived = traced(at).Pullback;
    }

    public ArgumentReport Report(Key key, int? asked)
    {
        if (GradientCheck.DirectionsFor((long)at.Dimension * output.Dimension, asked) is not { } directions)
            for (var i = 0; i < output.Dimension; i++)
                Compare(GradientCheck.Unit(output, i), key.Split(i), "output" + output.CoordinateName(i), isMixed: false);
        else
            for (var trial = 0; trial < directions && worst is not { Excess: > 1 }; trial++)
                Compare(GradientCheck.Signs(output, key.Split(trial).Split("output")), key.Split(trial), Invariant($"output along ±1 number {trial}"), isMixed: true);
        return new(argument, compared, kinks, 0, worst);
    }

    /// <summary>
    /// All coordinates of one cotangent. Where outputs are mixed, terms of them may cancel, and show how large they are when the mixture moves. The cotangent
    /// itself, of ±1, is a term whose rounding is in all that it goes into.
    /// </summary>
    private void Compare(Y dy, Key key, string outputName, bool isMixed)
    {
        var (expected, actual) = (derived(dy), pullback(dy));
        var (verdict, tolerance) = new Rounding<X>(unit, unit, key, change => Moved(function, change), change => Moved(traced, change))
            .Compare(expected, actual, size: 1);
        for (var j = 0; j < at.Dimension; j++)
        {
            var found = new GradientComparison(GradientCheck.Named(argument, at.CoordinateName(j)), outputName, actual.Coordinate(j), expected.Coordinate(j), tolerance)
            {
                Judge = "derived",
            };
            var isKink = verdict == Verdict.Inconclusive && found.Excess > 1;
            (compared, kinks) = isKink ? (compared, kinks + 1) : (compared + 1, kinks);
            if (!isKink && (worst is null || found.Excess > worst.Value.Excess))
                worst = found;
        }

        X Moved(Differentiable<X, Y> way, Change change) => way(change.Of("x", at)).Pullback(isMixed ? change.Of("dy", dy) : dy);
    }
}
