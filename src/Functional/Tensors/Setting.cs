using System.Globalization;
using System.Numerics;

namespace Functional;

/// <summary>
/// Settings as the element type holds them. What is asked of a number is asked of what it becomes there, too: a small one may become 0, one near 1
/// may become 1, a large one infinite.
/// </summary>
internal static class Setting
{
    /// <summary>The setting, rounded to the element type.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="rule">Whose setting it is and what must hold, for the message.</param>
    /// <param name="holds">What must hold of the number as given and as rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not hold.</exception>
    public static T In<T>(double value, string name, string rule, Func<double, bool> holds)
        where T : struct, IFloatingPointIeee754<T>
    {
        var rounded = T.CreateChecked(value);
        if (!holds(value))
            throw new ArgumentOutOfRangeException(name, Invariant($"{rule}, got {value}."));
        return holds(double.CreateChecked(rounded)) ? rounded : throw Becomes(value, name, rule, rounded);
    }

    /// <summary>What is computed from settings, rounded to the element type, where it must be finite.</summary>
    /// <param name="result">What was computed.</param>
    /// <param name="value">The setting that makes it too large.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="rule">Whose setting it is and what must be finite, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static T Finite<T>(double result, double value, string name, string rule)
        where T : struct, IFloatingPointIeee754<T> => T.CreateChecked(result) is var rounded && T.IsFinite(rounded)
        ? rounded
        : throw new ArgumentOutOfRangeException(name, Invariant(
            $"{rule}, but with {name} {value} it is {result}, {rounded} as a {typeof(T).Name}."));

    /// <summary>The number with the fewest digits that is this one in the element type: what somebody wrote, 0.1 of 0.1f.</summary>
    public static double Shortest<T>(T value)
        where T : struct, IFloatingPointIeee754<T> =>
        double.Parse(value.ToString(null, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static ArgumentOutOfRangeException Becomes<T>(double value, string name, string rule, T rounded)
        where T : struct, IFloatingPointIeee754<T> => new(name, Invariant(
            $"{rule}, got {value}, which is {rounded} as a {typeof(T).Name}."));
}
