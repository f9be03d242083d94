using System.Numerics;

namespace Functional;

/// <summary>By which fan a variance is divided.</summary>
public enum FanMode
{
    /// <summary>How many inputs an output has: activations keep their scale.</summary>
    In,

    /// <summary>How many outputs an input has: gradients keep theirs.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}

/// <summary>How weights of a given variance are distributed.</summary>
public enum WeightDistribution
{
    /// <summary>Uniform.</summary>
    Uniform,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Normal, without what lies further than two deviations from 0.</summary>
    TruncatedNormal,
}

public static partial class Initializers
{
    private const double DeviationWithinTwo = 0.87962566103423978;      // √(1 − 4·φ(2)/(2Φ(2) − 1)): of the standard normal, cut at two deviations

    /// <summary>
    /// Variance scale / fan. The others are cases of it: Glorot's is 1 by the average, He's 2 and LeCun's 1 by the fan in. He, Zhang, Ren, Sun, ICCV 2015.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scale">The variance that is divided; positive and finite.</param>
    /// <param name="mode">By which fan.</param>
    /// <param name="distribution">How the weights are distributed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive or not finite, as given or in the element type.</exception>
    public static WeightInitializer<T> VarianceScaling<T>(
        double scale = 1, FanMode mode = FanMode.In, WeightDistribution distribution = WeightDistribution.TruncatedNormal)
        where T : struct, IFloatingPointIeee754<T>
    {
        Setting.In<T>(scale, nameof(scale), "VarianceScaling: the scale is positive and finite", static x => x > 0 && double.IsFinite(x));
        return (key, shape, fanIn, fanOut) =>
        {
            var variance = scale / mode switch
            {
                FanMode.In => In(fanIn),
                FanMode.Out => Out(fanOut),
                _ => (In(fanIn) + Out(fanOut)) / 2,
            };
            return distribution switch
            {
                WeightDistribution.Uniform => Uniform<T>(key, shape, variance),
                WeightDistribution.Normal => Normal<T>(key, shape, variance),
                _ => key.TruncatedNormal<T>(shape, 0, double.Sqrt(variance) / DeviationWithinTwo),
            };
        };
    }
}
