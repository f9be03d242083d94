using System.Numerics;

namespace Functional;

public static partial class Draws
{
    private const double Wide = 1.2;                // from here on normal numbers are mostly within the limit, below it uniform ones mostly kept

    /// <summary>
    /// Independent normal numbers, without those that lie too far from the mean: what is drawn there is drawn again (von Neumann's rejection).
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation before anything is cut off, at least 0.</param>
    /// <param name="limit">How many deviations from the mean nothing lies any more; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean or the deviation is not finite, as given or in the element type, the deviation negative, or the limit not positive and finite; or what lies
    /// nine deviations from the mean is not finite. No draw is further away.
    /// </exception>
    public static Tensor<T> TruncatedNormal<T>(this Key key, Shape shape, double mean = 0, double deviation = 1, double limit = 2)
        where T : struct, IFloatingPointIeee754<T>
    {
        ExpectNormal<T>("TruncatedNormal", mean, deviation);
        Setting.In<double>(limit, nameof(limit), "TruncatedNormal: the limit is positive and finite", static x => x > 0 && double.IsFinite(x));
        return Tensor.Generate(shape, i => T.CreateChecked(mean + deviation * Within(key.Split(i), limit)));
    }

    /// <summary>A standard normal number no further than a limit from 0.</summary>
    private static double Within(Key key, double limit)
    {
        for (var attempt = 0; ; attempt += 2)
        {
            var (one, other) = (key.Uniform(attempt), key.Uniform(attempt + 1));
            var drawn = limit < Wide ? limit * (2 * one - 1) : double.Sqrt(-2 * double.Log(1 - one)) * double.Cos(double.Tau * other);
            if (limit < Wide ? other < double.Exp(-drawn * drawn / 2) : double.Abs(drawn) <= limit)
                return drawn;
        }
    }
}
