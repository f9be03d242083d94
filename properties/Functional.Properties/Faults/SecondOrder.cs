using Functional.Properties.Derivatives;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Faults;

/// <summary>Pullbacks whose numbers are right, and whose own derivatives are not; and those that are right as far as a difference can see.</summary>
public static class SecondOrder
{
    /// <summary>The way back of tanh takes its output for a constant: the second derivative has one term.</summary>
    public static Fault OutputSevered { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Tanh();
        return (y, dy => dy * (1.0 - y * (faulty ? y.StopGradient() : y)));
    });

    /// <summary>The way back of x² takes its input for a constant: the second derivative is 0.</summary>
    public static Fault InputSevered { get; } = Own.Function(static (x, faulty) => (x * x, dy => 2.0 * dy * (faulty ? x.StopGradient() : x)));

    /// <summary>The forward pass cuts one factor of x·x off; the pullback written by hand does not.</summary>
    public static Fault ForwardPassSevered { get; } = Own.Function(static (x, faulty) => (x * (faulty ? x.StopGradient() : x), dy => 2.0 * x * dy));

    /// <summary>A rule for the derivative of a square of its own, with the wrong sign one order further.</summary>
    public static Fault RuleOfTheRuleHasTheWrongSign { get; } = Own.Function(static (x, faulty) => (x * x, dy => Rule(
        static (x, dy) => 2.0 * x * dy, (x, dy, d) => (faulty ? -2.0 : 2.0) * dy * d, static (x, d) => 2.0 * x * d)(x, dy)));

    /// <summary>The same with nothing for the input.</summary>
    public static Fault RuleOfTheRuleForgetsTheInput { get; } = Own.Function(static (x, faulty) => (x * x * x, dy => Rule(
        static (x, dy) => 3.0 * x * x * dy, (x, dy, d) => faulty ? x.Zero : 6.0 * x * dy * d, static (x, d) => 3.0 * x * x * d)(x, dy)));

    /// <summary>The rule of the rule is given each other's operand.</summary>
    public static Fault RuleOfTheRuleTakesTheWrongOperand { get; } = Own.Function(static (x, faulty) => (0.5 * x * x, dy => Rule(
        static (x, dy) => x * dy, (x, dy, d) => (faulty ? x : dy) * d, static (x, d) => x * d)(x, dy)));

    /// <summary>A gain's rule one order further is not summed over the batch: it has the shape of the input.</summary>
    public static Fault SumToForgottenAtSecondOrder { get; } = Fault.InLayer(static faulty => Own.Affine("Gain", (theta, x, dy) => new(
        () => Own.AffinePullback(theta, x, dy).Parameters,
        () => Rule(
            static (gain, dy) => dy * gain, (gain, dy, d) => faulty ? dy * d : (dy * d).SumTo(gain.Shape),
            static (gain, d) => gain * d)(theta["gain"], dy)))).Placeless;

    /// <summary>x̄ = ȳ·Wᵀ, whose own way back to W gives its transpose.</summary>
    public static Fault TransposeForgottenAtSecondOrder { get; } = Fault.InLayer(static faulty => Layers<double>.Function(
        "Square",
        static (key, shape) => TensorTree<double>.Of(("weight", key.Normal<double>([shape[^1], shape[^1]]))),
        (theta, x) => (x.MatMul(theta["weight"]), dy => new(
            () => TensorTree<double>.Of(("weight", x.MatMul(dy, Transposed.Left))),
            () => Rule(
                static (w, dy) => dy.MatMul(w, Transposed.Right),
                (w, dy, d) => faulty ? dy.MatMul(d, Transposed.Left) : d.MatMul(dy, Transposed.Left),
                static (w, d) => d.MatMul(w))(theta["weight"], dy)))));

    /// <summary>The two factors of a gate have each other's rule one order further.</summary>
    public static Fault GateCrossedAtSecondOrder { get; } = Own.Function(static (x, faulty) =>
    {
        var gate = x.Sigmoid();
        return (x * gate, dy => dy * gate + Rule(
            static (gate, dyx) => dyx * gate * (1.0 - gate),
            (gate, dyx, d) => d * dyx * (faulty ? 1.0 - gate : 1.0 - 2.0 * gate),
            static (gate, d) => d * gate * (1.0 - gate))(gate, dy * x));
    });

    /// <summary>The deviation in the way back of a normalisation is a constant one order further.</summary>
    public static Fault DeviationSevered { get; } = Own.Function(static (x, faulty) =>
    {
        var centred = x - x.Mean([-1], keepAxes: true);
        var deviation = ((centred * centred).Mean([-1], keepAxes: true) + 0.1).Sqrt();
        var y = centred / deviation;
        return (y, dy =>
            (dy - dy.Mean([-1], keepAxes: true) - y * (dy * y).Mean([-1], keepAxes: true)) / (faulty ? deviation.StopGradient() : deviation));
    });

    /// <summary>The sum in the way back of softmax is a constant one order further.</summary>
    public static Fault SoftmaxSumSevered { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Softmax();
        return (y, dy => (dy * y).Sum([-1], keepAxes: true) is var sum ? y * dy - (faulty ? y.StopGradient() : y) * sum : dy);
    });

    /// <summary>The inner derivative d/dz x·z at z = x sees the outer variable, too: 2x in place of x.</summary>
    public static Fault LevelsMixedUp { get; } = Own.Function(static (x, faulty) =>
    {
        var slope = Differentiable.Trace((V z) => (faulty ? z * z : x * z).Sum()).Gradient()(x);
        return (x * slope, dy => 2.0 * x * dy);
    });

    /// <summary>A constant in the derivative is wrong in its twelfth digit: no difference sees it, the derived pullback does.</summary>
    public static Fault FactorWrongInItsTwelfthDigit { get; } = Own.Function(
        static (x, faulty) => (x * x, dy => (faulty ? 2.00000000002 : 2.0) * x * dy));

    /// <summary>The factor of the cotangent has lost all digits after the tenth: linear, and nearer to the truth than a difference can tell.</summary>
    public static Fault FactorRoundedToTenDigits { get; } = Own.Function(
        static (x, faulty) => (x * x.Tanh(), dy => dy * (Slope(x) is var slope && faulty ? slope + 262144.0 - 262144.0 : slope)));

    /// <summary>One of the two factors in the derivative of x³ is a constant: its own derivative is half of what it is.</summary>
    public static Fault HalfOfTheInputSevered { get; } = Own.Function(static (x, faulty) => (
        x * x * x, dy => dy * 3.0 * (faulty ? x * x.StopGradient() : x * x)));

    private static V Slope(V x) => x.Tanh() is var y ? y + x * (1.0 - y * y) : x;

    /// <summary>A function of two tensors of which the second is linear, with a way back of its own, to be used on the way back.</summary>
    private static Func<V, V, V> Rule(Func<V, V, V> function, Func<V, V, V, V> toFirst, Func<V, V, V> toSecond)
    {
        var rule = new PlantedOperation(
            static shapes => shapes[1], x => function(x[0], x[1]),
            (operand, x, _) => operand == 0 ? d => toFirst(x[0], x[1], d) : d => toSecond(x[0], d));
        return (first, second) => rule.Apply([first, second]);
    }
}
