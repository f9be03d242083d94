using System.Globalization;

namespace Functional.Laws;

/// <summary>Comparisons of two vectors, which name the first coordinate at which they differ and say both numbers.</summary>
internal static class Agreement
{
    /// <summary>The same bits in every coordinate, but that any NaN is as good as another, and 0 as −0: adding a zero makes one the other.</summary>
    public static Outcome SameBits<V>(string what, V expected, V actual, string expectation = "expected", string actuality = "but got")
        where V : IVectorSpace<V>
    {
        if (Sizes(what, expected, actual, expectation, actuality) is { } differ)
            return differ;
        for (var i = 0; i < expected.Dimension; i++)
        {
            var (left, right) = (expected.Coordinate(i), actual.Coordinate(i));
            if (!left.Equals(right))
                return Differ(what, expected, i, left, right, expectation, actuality);
        }
        return Outcome.Holds;
    }

    /// <summary>Near by a part of the largest coordinate, which counts as at least as large as the scale.</summary>
    public static Outcome Near<V>(string what, V expected, V actual, double tolerance, double scale = 1e-3, string expectation = "expected", string actuality = "but got")
        where V : IVectorSpace<V>
    {
        if (Sizes(what, expected, actual, expectation, actuality) is { } differ)
            return differ;
        var allowed = tolerance * double.Max(scale, Largest(expected));
        for (var i = 0; i < expected.Dimension; i++)
        {
            var (left, right) = (expected.Coordinate(i), actual.Coordinate(i));
            if (!(double.Abs(left - right) <= allowed) && !left.Equals(right))
                return Differ(what, expected, i, left, right, expectation, actuality, allowed);
        }
        return Outcome.Holds;
    }

    /// <summary>Near by what rounding explains, where the result is a sum of terms of a size.</summary>
    public static Outcome Agree<V>(this Rounding<V> rounding, string what, V expected, V actual, string expectation, string actuality, double size = 0)
        where V : IVectorSpace<V>
    {
        if (Sizes(what, expected, actual, expectation, actuality) is { } differ)
            return differ;
        var (verdict, tolerance) = rounding.Compare(expected, actual, size);
        if (verdict == Verdict.Passed)
            return Outcome.Holds;
        var at = Rounding<V>.FirstApart(expected, actual, tolerance);
        var found = Differ(what, expected, at, expected.Coordinate(at), actual.Coordinate(at), expectation, actuality, tolerance);
        return verdict == Verdict.Inconclusive ? Outcome.Inconclusive($"there is a kink: {found.Message}") : found;
    }

    /// <summary>How far apart two vectors are at most in one coordinate; NaN where one has a NaN.</summary>
    public static double Distance<V>(V left, V right)
        where V : IVectorSpace<V>
    {
        var largest = 0.0;
        for (var i = 0; i < left.Dimension; i++)
            largest = double.Max(largest, double.Abs(left.Coordinate(i) - right.Coordinate(i)));
        return largest;
    }

    public static double Largest<V>(V vector)
        where V : IVectorSpace<V>
    {
        var largest = 0.0;
        for (var i = 0; i < vector.Dimension; i++)
            largest = double.Max(largest, double.Abs(vector.Coordinate(i)));
        return largest;
    }

    /// <summary>The first coordinate that is not finite; −1 where all are.</summary>
    public static int FirstNotFinite<V>(V vector)
        where V : IVectorSpace<V>
    {
        for (var i = 0; i < vector.Dimension; i++)
            if (!double.IsFinite(vector.Coordinate(i)))
                return i;
        return -1;
    }

    private static Outcome? Sizes<V>(string what, V expected, V actual, string expectation, string actuality)
        where V : IVectorSpace<V> => expected.Dimension == actual.Dimension
        ? null
        : Outcome.Broken(Invariant($"{what}: {expectation} {expected.Dimension} numbers, {actuality} {actual.Dimension}"));

    private static Outcome Differ<V>(string what, V names, int index, double left, double right, string expectation, string actuality, double? allowed = null)
        where V : IVectorSpace<V> =>
            Outcome.Broken($"{Names.Of(what, names.CoordinateName(index))}: {expectation} {Written(left, right)}, {actuality} {Written(right, left)}"
            + (allowed is { } tolerance ? Invariant($" (apart by {double.Abs(left - right):G3}, allowed {tolerance:G3})") : ""));

    /// <summary>A number with as many digits as tell it from others of its precision: two numbers that are both <c>float</c>s are printed as such.</summary>
    private static string Written(double value, double other) => (float)value == value && (float)other == other
        ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);
}
