using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.Properties.Generators;

/// <summary>Generators of finite, well-scaled numbers: raw ones are NaN, infinite or enormous too often to say anything about arithmetic.</summary>
public static class Reals
{
    /// <summary>
    /// Multiples of 1/16 in [−4, 4]. They read well where a law fails, and sums of a few thousand of their products are exact in
    /// <c>float</c>, so that laws about which elements meet can be checked without a tolerance.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Gen<T> Round<T>()
        where T : struct, IFloatingPointIeee754<T> => Gen.Choose(-64, 64).Select(n => T.CreateChecked(n / 16.0));

    /// <summary>Numbers in [lowest, highest] on a grid of two millions, with rounding errors in all that is done to them.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="lowest">The lower end.</param>
    /// <param name="highest">The upper end.</param>
    public static Gen<T> Between<T>(double lowest, double highest)
        where T : struct, IFloatingPointIeee754<T> =>
        Gen.Choose(0, Steps).Select(n => T.CreateChecked(lowest + ((highest - lowest) * n / Steps)));

    private const int Steps = 1_999_993;        // a prime: no step falls on a short binary fraction inside
}
