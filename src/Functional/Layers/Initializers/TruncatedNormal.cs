using System.Numerics;

namespace Functional;

public static partial class Initializers
{
    /// <summary>Normal, without what lies too far from the mean: as many transformers begin. The fans do not matter.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="deviation">The standard deviation, before anything is cut off; at least 0.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="limit">How many deviations from the mean nothing lies any more; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is not finite, as given or in the element type, the deviation negative, or the limit not positive.
    /// </exception>
    public static WeightInitializer<T> TruncatedNormal<T>(double deviation = 0.02, double mean = 0, double limit = 2)
        where T : struct, IFloatingPointIeee754<T>
    {
        default(Key).TruncatedNormal<T>([0], mean, deviation, limit);       // refuses what cannot be drawn
        return (key, shape, _, _) => key.TruncatedNormal<T>(shape, mean, deviation, limit);
    }
}
