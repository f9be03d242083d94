using System.Numerics;

namespace Functional;

/// <summary>What can be drawn from a key. A draw at <c>float</c> is the one at <c>double</c>, rounded.</summary>
public static partial class Draws
{
    private const double FurthestDraw = 9;          // in deviations: √(−2·log 2⁻⁵³) is 8.6

    /// <summary>Independent numbers, uniform in [low, high).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="low">The lower bound, which can come.</param>
    /// <param name="high">The upper bound, which does not: what would be rounded up to it is rounded down. Where both are one number, that comes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite, as given or in the element type, or not in order.</exception>
    public static Tensor<T> Uniform<T>(this Key key, Shape shape, double low = 0, double high = 1)
        where T : struct, IFloatingPointIeee754<T>
    {
        var least = Setting.In<T>(low, nameof(low), "Uniform: the lower bound is finite", double.IsFinite);
        var top = Setting.In<T>(high, nameof(high), "Uniform: the upper bound is finite", double.IsFinite);
        if (low > high)
            throw new ArgumentOutOfRangeException(
                nameof(low), Invariant($"Uniform: the bounds {low} and {high} are not in order."));
        var last = least < top ? T.BitDecrement(top) : top;
        // Half of each bound and twice the draw are exact, where the width itself is more than a double holds.
        var (from, width, by) = double.IsFinite(high - low) ? (low, high - low, 1.0) : (low / 2, high / 2 - low / 2, 2.0);
        return Tensor.Generate(shape, i =>
        {
            var drawn = T.CreateChecked((from + width * key.Uniform(i)) * by);
            return drawn < top ? drawn : last;
        });
    }

    /// <summary>Independent normal numbers, by the method of Box and Muller (Annals of Mathematical Statistics 29(2), 1958).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean or the deviation is not finite, as given or in the element type, or the deviation negative; or what lies nine deviations from the mean
    /// is not finite. No draw is further away.
    /// </exception>
    public static Tensor<T> Normal<T>(this Key key, Shape shape, double mean = 0, double deviation = 1)
        where T : struct, IFloatingPointIeee754<T>
    {
        ExpectNormal<T>("Normal", mean, deviation);
        return Tensor.Generate(shape, i =>
        {
            var radius = double.Sqrt(-2 * double.Log(1 - key.Uniform(i & ~1)));
            var (sine, cosine) = double.SinCos(double.Tau * key.Uniform(i | 1));
            return T.CreateChecked(mean + deviation * radius * ((i & 1) == 0 ? cosine : sine));
        });
    }

    /// <summary>Refuses a mean and a deviation of which no numbers can be drawn.</summary>
    private static void ExpectNormal<T>(string draw, double mean, double deviation)
        where T : struct, IFloatingPointIeee754<T>
    {
        Setting.In<T>(mean, nameof(mean), $"{draw}: the mean is finite", double.IsFinite);
        Setting.In<T>(deviation, nameof(deviation), $"{draw}: the standard deviation is at least 0 and finite", static x => x >= 0 && double.IsFinite(x));
        Setting.Finite<T>(
            double.Abs(mean) + FurthestDraw * deviation, deviation, nameof(deviation),
            Invariant($"{draw}: nine deviations from the mean {mean} lies a finite number"));
    }

    /// <summary>The numbers 0 to <paramref name="count"/> − 1 in an order that is as likely as any other (Fisher and Yates).</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static int[] Permutation(this Key key, int count)
    {
        if (count < 0 || count > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"Permutation: an order is one of 0 to {Array.MaxLength} numbers, got {count}."));
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)key.Below((ulong)i + 1, i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, each as likely as the other: a draw from the ragged end is made again.</summary>
    private static ulong Below(this Key key, ulong bound, int index)
    {
        var even = ulong.MaxValue - ulong.MaxValue % bound;
        var bits = key.Bits(index);
        for (var again = key; bits >= even; bits = again.Bits(index))
            again = again.Split(index);
        return bits % bound;
    }
}
