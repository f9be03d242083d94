namespace Functional.Properties.Faults;

/// <summary>Pullbacks that are no linear functions of the cotangent.</summary>
public static class NotLinear
{
    /// <summary>Cotangents are clipped to [−1, 1] in the layer.</summary>
    public static Fault CotangentsClipped { get; } = Own.Function(
        static (x, faulty) => (2.0 * x, dy => 2.0 * (faulty ? dy.Minimum(1.0).Maximum(-1.0) : dy)));

    /// <summary>A constant is added to the cotangent: the gradient of a penalty that the output does not have.</summary>
    public static Fault ConstantAdded { get; } = Own.Function(static (x, faulty) => (x * x, dy => 2.0 * x * dy + (faulty ? 0.01 : 0.0)));

    /// <summary>The cotangent is divided by its largest number.</summary>
    public static Fault CotangentNormalised { get; } = Own.Function(
        static (x, faulty) => (2.0 * x, dy => 2.0 * (faulty ? dy / dy.Abs().Max().Maximum(1e-9) : dy)));

    /// <summary>The cotangent passes through <c>float</c> on its way.</summary>
    public static Fault CotangentRoundedToSingle { get; } = Own.Function(
        static (x, faulty) => (x * x, dy => 2.0 * x * (faulty ? dy.Cast<float>().Cast<double>() : dy)));

    /// <summary>Cotangents below a threshold are taken for zero, to save work.</summary>
    public static Fault SmallCotangentsDropped { get; } = Own.Function(
        static (x, faulty) => (2.0 * x, dy => 2.0 * (faulty ? dy.Map(static d => double.Abs(d) < 0.2 ? 0 : d) : dy)));
}
