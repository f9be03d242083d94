namespace Functional.Laws;

/// <summary>
/// Whether two ways to compute the same vector agree to rounding. How far they may be apart is derived: each rounding moves the result as a
/// change of its operands by the unit of rounding would, so the tolerance is a number of such units times the size of the result and how much it
/// moves where the arguments do (backward error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 1), and what is
/// seen of the rounding itself: how far three results, at arguments to both sides and in the middle, are from a straight line.
/// </summary>
/// <param name="epsilon">The unit of rounding: that of <c>double</c> or <c>float</c>.</param>
/// <param name="key">Draws the changes of the arguments.</param>
/// <param name="one">The one way, at arguments that <see cref="Change"/> has moved.</param>
/// <param name="other">The other way.</param>
internal sealed class Rounding<V>(double epsilon, Key key, Func<Change, V> one, Func<Change, V> other)
    where V : IVectorSpace<V>
{
    public const double OfDouble = 2.220446049250313e-16;
    public const double OfSingle = 1.1920929e-7;

    // As many as a difference quotient allows for: a function of many operations rounds more than once.
    private const double Roundings = 64;
    private const int Trials = 4;
    private static readonly double Step = double.Exp2(-26);

    /// <summary>Compares two results.</summary>
    /// <param name="what">What they are.</param>
    /// <param name="expected">The one.</param>
    /// <param name="actual">The other.</param>
    /// <param name="expectation">How the one was found.</param>
    /// <param name="actuality">How the other was found.</param>
    /// <param name="size">How large the terms are of which the result is the sum.</param>
    public Outcome Agree(string what, V expected, V actual, string expectation, string actuality, double size = 0)
    {
        size = double.Max(size, double.Max(Agreement.Largest(expected), Agreement.Largest(actual)));
        if (size == 0)
            return Outcome.Holds;
        var plain = Near(size);
        if (plain.Finding != Finding.Broken)
            return plain;
        var moved = Moved(Step);
        var found = Near(size + moved / Step);
        if (found.Finding != Finding.Broken)
            return found;
        // What jumps where the arguments hardly move, and jumps as far where they move less, has a kink there: either side of it is right.
        var jump = Moved(Step / 1024);
        if (16 * jump >= Agreement.Distance(expected, actual) && 32 * jump >= moved)
            return Outcome.Inconclusive($"there is a kink: {found.Message}");
        // Terms may cancel whatever the arguments are, so that no change of these shows how large the terms are: the scatter of their rounding does.
        return Near(size + moved / Step + 16 * double.Max(Scatter(one), Scatter(other)) / (Roundings * OfDouble));

        Outcome Near(double scale) => Agreement.Near(what, expected, actual, Roundings * epsilon * scale / size, size, expectation, actuality);

        double Moved(double step) => double.Max(MovedBy(one, step), MovedBy(other, step));

        double MovedBy(Func<Change, V> way, double step)
        {
            var still = way(Change.None);
            return Enumerable.Range(0, Trials).Max(trial => Agreement.Distance(still, way(Nearby(trial, step))));
        }

        // The curvature of the way adds ε times itself, for the step is a root of ε.
        double Scatter(Func<Change, V> way)
        {
            var twice = way(Change.None).Scale(2);
            return Enumerable.Range(0, Trials).Max(trial => Agreement.Distance(twice, way(Nearby(trial, Step)).Plus(way(Nearby(trial, -Step)))));
        }

        Change Nearby(int trial, double step) => new(key.Split("nearby").Split(trial), step);
    }
}

/// <summary>A small change of every coordinate of an argument by a part of itself; zeros move by a part of the largest.</summary>
internal readonly record struct Change(Key Key, double Step)
{
    public static Change None => default;

    /// <summary>An argument, moved.</summary>
    /// <param name="name">Its name, so that two arguments move apart.</param>
    /// <param name="x">The argument.</param>
    public V Of<V>(string name, V x)
        where V : IVectorSpace<V>
    {
        if (Step == 0)
            return x;
        var (own, step, largest) = (Key.Split(name), Step, Agreement.Largest(x));
        return x.WithCoordinates(i => x.Coordinate(i) is var at && at == 0 ? Part(i) * (largest == 0 ? 1 : largest) : at * (1 + Part(i)));

        double Part(int i) => step * (own.Uniform(i) * 2 - 1);
    }
}
