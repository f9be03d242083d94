namespace Functional.Properties.Faults;

/// <summary>Derivatives of functions of one number that are not those.</summary>
public static class Derivatives
{
    /// <summary>The derivative of x² is −2x.</summary>
    public static Fault WrongSign { get; } = Own.Function(static (x, faulty) => (x * x, dy => (faulty ? -2.0 : 2.0) * x * dy));

    /// <summary>A constant in the derivative is wrong in its fifth digit.</summary>
    public static Fault FactorWrongByOneInTenThousand { get; } =
        Own.Function(static (x, faulty) => (x * x, dy => (faulty ? 2.0002 : 2.0) * x * dy));

    /// <summary>ReLU passes its cotangent at negative inputs, too.</summary>
    public static Fault ReluPassesAtNegativeInputs { get; } = Own.Function(
        static (x, faulty) => (x.Maximum(0.0), dy => faulty ? dy : dy.Zip(x, static (d, value) => value > 0 ? d : 0))).ReadingNumbers;

    /// <summary>A leaky ReLU forgets its slope on the way back, as if it were a plain one.</summary>
    public static Fault LeakOnlyForwards { get; } = Own.Function(static (x, faulty) =>
    {
        var leak = faulty ? 0 : 0.1;
        return (x.Map(static value => value > 0 ? value : 0.1 * value), dy => dy.Zip(x, (d, value) => value > 0 ? d : leak * d));
    }).ReadingNumbers;

    /// <summary>1 − y² is taken of the input x, and not of the output y = tanh x.</summary>
    public static Fault TanhDerivativeOfTheInput { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Tanh();
        return (y, dy => dy * (1.0 - (faulty ? x * x : y * y)));
    });

    /// <summary>The derivative of the sigmoid is y(1 + y) in place of y(1 − y).</summary>
    public static Fault SigmoidDerivativeWithPlus { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Sigmoid();
        return (y, dy => dy * y * (faulty ? 1.0 + y : 1.0 - y));
    });

    /// <summary>The function was linearised where it was tried, at zero: its derivative is right there only.</summary>
    public static Fault RightAtZeroOnly { get; } = Own.Function(static (x, faulty) => (x + 0.5 * x * x, dy => faulty ? dy : dy * (1.0 + x)));

    /// <summary>The product rule has one term: x·tanh x is differentiated as if tanh x were a constant.</summary>
    public static Fault ProductRuleWithOneTerm { get; } = Own.Function(static (x, faulty) =>
    {
        var gate = x.Tanh();
        return (x * gate, dy => faulty ? dy * gate : dy * (gate + x * (1.0 - gate * gate)));
    });

    /// <summary>The inner derivative of the chain rule is forgotten: (tanh 3x)′ without the 3.</summary>
    public static Fault InnerDerivativeForgotten { get; } = Own.Function(static (x, faulty) =>
    {
        var y = (3.0 * x).Tanh();
        return (y, dy => dy * (1.0 - y * y) * (faulty ? 1.0 : 3.0));
    });

    /// <summary>The derivative of |x| is 1 on both sides.</summary>
    public static Fault AbsoluteValueWithoutItsSign { get; } = Own.Function(
        static (x, faulty) => (x.Abs(), dy => faulty ? dy : dy.Zip(x, static (d, value) => d * Math.Sign(value)))).ReadingNumbers;
}
