using System.Numerics;

namespace Functional;

/// <summary>The usual initialisers: variances that keep the scale of activations and gradients through many layers.</summary>
public static partial class Initializers
{
    /// <summary>Variance 2 / (fan in + fan out), uniform: for tanh and sigmoid. Glorot and Bengio, AISTATS 2010.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> GlorotUniform<T>()
        where T : struct, IFloatingPointIeee754<T> => static (key, shape, fanIn, fanOut) => Uniform<T>(key, shape, 2 / (In(fanIn) + Out(fanOut)));

    /// <summary>Variance 2 / (fan in + fan out), normal: for tanh and sigmoid. Glorot and Bengio, AISTATS 2010.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> GlorotNormal<T>()
        where T : struct, IFloatingPointIeee754<T> => static (key, shape, fanIn, fanOut) => Normal<T>(key, shape, 2 / (In(fanIn) + Out(fanOut)));

    /// <summary>Variance 2 / fan in, uniform: for ReLU. He, Zhang, Ren, Sun, ICCV 2015.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> HeUniform<T>()
        where T : struct, IFloatingPointIeee754<T> => static (key, shape, fanIn, _) => Uniform<T>(key, shape, 2 / In(fanIn));

    /// <summary>Variance 2 / fan in, normal: for ReLU. He, Zhang, Ren, Sun, ICCV 2015.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> HeNormal<T>()
        where T : struct, IFloatingPointIeee754<T> => static (key, shape, fanIn, _) => Normal<T>(key, shape, 2 / In(fanIn));

    /// <summary>Variance 1 / fan in, uniform. LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> LeCunUniform<T>()
        where T : struct, IFloatingPointIeee754<T> => static (key, shape, fanIn, _) => Uniform<T>(key, shape, 1 / In(fanIn));

    /// <summary>Variance 1 / fan in, normal. LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> LeCunNormal<T>()
        where T : struct, IFloatingPointIeee754<T> => static (key, shape, fanIn, _) => Normal<T>(key, shape, 1 / In(fanIn));

    /// <summary>All weights 0, for a bias or a linear classifier.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static WeightInitializer<T> Zero<T>()
        where T : struct, IFloatingPointIeee754<T> => static (_, shape, _, _) => Tensor.Zeros<T>(shape);

    // In double, where the largest two add up.
    private static double In(int fanIn) => fanIn >= 1
        ? fanIn
        : throw new ArgumentOutOfRangeException(nameof(fanIn), Invariant($"Weights: the fan in is at least 1, got {fanIn}."));

    private static double Out(int fanOut) => fanOut >= 1
        ? fanOut
        : throw new ArgumentOutOfRangeException(nameof(fanOut), Invariant($"Weights: the fan out is at least 1, got {fanOut}."));

    private static Tensor<T> Uniform<T>(Key key, Shape shape, double variance)
        where T : struct, IFloatingPointIeee754<T> => key.Uniform<T>(shape, -UniformBound(variance), UniformBound(variance));

    // √(3·variance), also where three times the variance is more than a double holds.
    private static double UniformBound(double variance) => 2 * double.Sqrt(0.75 * variance);

    private static Tensor<T> Normal<T>(Key key, Shape shape, double variance)
        where T : struct, IFloatingPointIeee754<T> => key.Normal<T>(shape, 0, double.Sqrt(variance));
}
