namespace Functional;

/// <summary>
/// Whether two ways to compute the same vector agree to rounding. How far they may be apart is derived: each rounding moves the result as a
/// change of its operands by the unit of rounding would, so the tolerance is a number of such units times the size of the result and how much it
/// moves where the arguments do (backward error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 1), and what is
/// seen of the rounding itself: how far three results, at arguments to both sides and in the middle, are from a straight line.
/// </summary>
/// <param name="unit">The unit of rounding of what is compared.</param>
/// <param name="unitOfWays">The unit of rounding of the two ways, which may be computed with more digits than what is compared.</param>
/// <param name="key">Draws the changes of the arguments.</param>
/// <param name="one">The one way, at arguments that <see cref="Change"/> has moved.</param>
/// <param name="other">The other way.</param>
internal sealed class Rounding<V>(double unit, double unitOfWays, Key key, Func<Change, V> one, Func<Change, V> other)
    where V : IVectorSpace<V>
{
    // As many as a difference quotient allows for: a function of many operations rounds more than once.
    private const double Roundings = 64;
    private const int Trials = 4;

    /// <summary>The root of the unit: half of the digits of a number are not changed, the other half are.</summary>
    private double Step => double.Exp2(double.Ceiling(double.Log2(unitOfWays) / 2));

    /// <summary>Compares two results.</summary>
    /// <param name="expected">The one.</param>
    /// <param name="actual">The other, of as many numbers.</param>
    /// <param name="size">How large the terms are of which the result is the sum.</param>
    /// <returns>
    /// Whether they agree, or differ as two sides of a kink do, which says nothing; and how far a coordinate may be off in the one as in the other.
    /// </returns>
    public (Verdict Verdict, double Tolerance) Compare(V expected, V actual, double size = 0)
    {
        size = double.Max(size, double.Max(Largest(expected), Largest(actual)));
        if (IsNear(size))
            return (Verdict.Passed, Allowed(size));
        var moved = Moved(Step);
        if (IsNear(size + moved / Step))
            return (Verdict.Passed, Allowed(size + moved / Step));
        // What jumps where the arguments hardly move, and jumps as far where they move less, has a kink there: either side of it is right.
        var jump = Moved(Step / 1024);
        if (16 * jump >= Distance(expected, actual) && 32 * jump >= moved)
            return (Verdict.Inconclusive, Allowed(size + moved / Step));
        // Terms may cancel whatever the arguments are, so that no change of these shows how large the terms are: the scatter of their rounding does.
        size += moved / Step + 16 * double.Max(Scatter(one), Scatter(other)) / (Roundings * unitOfWays);
        return (IsNear(size) ? Verdict.Passed : Verdict.Failed, Allowed(size));

        double Allowed(double terms) => Roundings * unit * terms;

        bool IsNear(double terms) => FirstApart(expected, actual, Allowed(terms)) < 0;

        double Moved(double step) => double.Max(MovedBy(one, step), MovedBy(other, step));

        double MovedBy(Func<Change, V> way, double step)
        {
            var still = way(Change.None);
            return Enumerable.Range(0, Trials).Max(trial => Distance(still, way(Nearby(trial, step))));
        }

        // The curvature of the way adds ε times itself, for the step is a root of ε.
        double Scatter(Func<Change, V> way)
        {
            var twice = way(Change.None).Scale(2);
            return Enumerable.Range(0, Trials).Max(trial => Distance(twice, way(Nearby(trial, Step)).Plus(way(Nearby(trial, -Step)))));
        }

        Change Nearby(int trial, double step) => new(key.Split("nearby").Split(trial), step);
    }

    /// <summary>The first coordinate that is further off than allowed; −1 where none is.</summary>
    public static int FirstApart(V expected, V actual, double allowed)
    {
        for (var i = 0; i < expected.Dimension; i++)
            if (expected.Coordinate(i) is var left && actual.Coordinate(i) is var right && !(double.Abs(left - right) <= allowed) && !left.Equals(right))
                return i;
        return -1;
    }

    private static double Distance(V left, V right)
    {
        var largest = 0.0;
        for (var i = 0; i < left.Dimension; i++)
            largest = double.Max(largest, double.Abs(left.Coordinate(i) - right.Coordinate(i)));
        return largest;
    }

    private static double Largest(V vector)
    {
        var largest = 0.0;
        for (var i = 0; i < vector.Dimension; i++)
            largest = double.Max(largest, double.Abs(vector.Coordinate(i)));
        return largest;
    }
}

/// <summary>The units of rounding: the distance from 1 to the next number.</summary>
internal static class UnitOf
{
    public const double Double = 2.220446049250313e-16;
    public const double Single = 1.1920928955078125e-7;
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
        var (own, step) = (Key.Split(name), Step);
        var largest = 0.0;
        for (var i = 0; i < x.Dimension; i++)
            largest = double.Max(largest, double.Abs(x.Coordinate(i)));
        return x.WithCoordinates(i => x.Coordinate(i) is var at && at == 0 ? Part(i) * (largest == 0 ? 1 : largest) : at * (1 + Part(i)));

        double Part(int i) => step * (own.Uniform(i) * 2 - 1);
    }
}
