using V = Functional.Tensor<double>;

namespace Functional.Properties.Faults;

/// <summary>Activations with a mistake on the way back, or in their random numbers.</summary>
public static class Activations
{
    /// <summary>The way back of GELU's tanh form forgets the 3 of the cube's derivative.</summary>
    public static Fault GeluCubeDifferentiatedWithoutItsThree { get; } = Own.Function(static (x, faulty) =>
    {
        var (linear, cubic) = (double.Sqrt(2 / double.Pi), 0.044715 * double.Sqrt(2 / double.Pi));
        var tanh = (x * linear + x * x * x * cubic).Tanh();
        return (0.5 * x * (1.0 + tanh), dy => dy * (0.5 * (1.0 + tanh)
            + 0.5 * x * (1.0 - tanh * tanh) * (linear + (faulty ? 1.0 : 3.0) * cubic * x * x)));
    });

    /// <summary>The way back of the exact GELU is that of its tanh form: right to three digits.</summary>
    public static Fault GeluWithTheWayBackOfItsTanhForm { get; } = Own.Function(
        static (x, faulty) => (x.Gelu(), dy => faulty ? dy.GeluTanhBack(x) : dy.GeluBack(x)));

    /// <summary>The density in GELU's way back lacks the ½ of its exponent.</summary>
    public static Fault GeluDensityWithoutItsHalf { get; } = Own.Function(static (x, faulty) => (x.Gelu(), dy =>
        dy * (0.5 * (1.0 + (x * double.Sqrt(0.5)).Erf()) + x * (-(faulty ? 1.0 : 0.5) * x * x).Exp() / double.Sqrt(double.Tau))));

    /// <summary>SiLU is differentiated as if its gate were a constant.</summary>
    public static Fault SiluGateTakenForConstant { get; } = Own.Function(static (x, faulty) =>
    {
        var gate = x.Sigmoid();
        return (x.Silu(), dy => faulty ? dy * gate : dy.SiluBack(x));
    });

    /// <summary>The slope of a leaky ReLU is taken above 0.</summary>
    public static Fault LeakOnTheOtherSide { get; } = Own.Function(static (x, faulty) => (
        x.Activate(new LeakyReluOperation<double>(0.125)),
        dy => faulty ? Tensor.Where(x.Greater(0.0), 0.125 * dy, dy) : dy.LeakyReluBack(x, 0.125)));

    /// <summary>The derivative of ELU below 0, y + α, is taken of x.</summary>
    public static Fault EluDerivativeOfTheInput { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Activate(new EluOperation<double>(1, 1, 1));
        return (y, dy => dy * Tensor.Where(x.Greater(0.0), 1.0, (faulty ? x : y) + 1.0));
    });

    /// <summary>CELU's way back forgets the 1/α in the exponent.</summary>
    public static Fault CeluRateForgotten { get; } = Own.Function(static (x, faulty) => (
        x.Activate(new EluOperation<double>(1, 0.5, 2)), dy => dy * Tensor.Where(x.Greater(0.0), 1.0, (faulty ? 0.5 : 1.0) * (2.0 * x).Exp())));

    /// <summary>The halves of a gated unit, here x and ½·x, so that the width stays, are swapped on the way back.</summary>
    public static Fault HalvesSwappedOnTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var gate = (0.5 * x).Sigmoid();
        return (x * gate, dy =>
        {
            var (value, gated) = (dy * gate, dy * x * gate * (1.0 - gate));
            return faulty ? 0.5 * value + gated : value + 0.5 * gated;
        });
    });

    /// <summary>The mean slope of a randomised ReLU is used on the way back, and not the drawn one.</summary>
    public static Fault MeanSlopeOnTheWayBack { get; } = Fault.InLayer(static faulty => Noisy("RRelu", static (shape, key) => key.Uniform<double>(shape, 0.125, 0.375), (x, slopes) =>
    {
        var above = x.Greater(0.0);
        return (x * Tensor.Where(above, 1.0, slopes), dy => dy * Tensor.Where(above, 1.0, faulty ? 0.25 : slopes));
    }));

    /// <summary>Gumbel's noise is drawn again for the way back.</summary>
    public static Fault NoiseRedrawnOnTheWayBack { get; } = Fault.InLayer(static faulty => new(
        "Gumbel",
        static (_, input) => Initialization<double>.Of(input),
        (_, x, context) =>
        {
            if (context.Mode == Mode.Inference)
                return new(x.Softmax(), dy => (TensorTree<double>.Empty, Back(x.Softmax(), dy)), TensorTree<double>.Empty);
            var y = (x + Noise(x.Shape, context.Key)).Softmax();
            var back = faulty ? (x + Noise(x.Shape, context.Key.Split("back"))).Softmax() : y;
            return new(y, dy => (TensorTree<double>.Empty, Back(back, dy)), TensorTree<double>.Empty);
        }));

    /// <summary>The temperature divides on the way forward, and not on the way back.</summary>
    public static Fault TemperatureForgottenOnTheWayBack { get; } = Own.Function(static (x, faulty) =>
    {
        var y = (2.0 * x).Softmax();
        return (y, dy => Back(y, dy) * (faulty ? 1.0 : 2.0));
    });

    /// <summary>Sparsemax lets the cotangent of classes without probability into its mean, and back to them.</summary>
    public static Fault SupportIgnored { get; } = Own.Function(static (x, faulty) => (
        x.Sparsemax(), dy => faulty ? dy - dy.Mean([-1], keepAxes: true) : SparsemaxOperation<double>.Back(x.Sparsemax(), dy)));

    /// <summary>Sparsemax divides by the number of classes, and not by that of those with a probability.</summary>
    public static Fault MeanOverAllClasses { get; } = Own.Function(static (x, faulty) =>
    {
        var y = x.Sparsemax();
        var support = y.Sign();
        return (y, dy => support * (dy - (support * dy).Sum([-1], keepAxes: true) / (faulty ? (V)x.Shape[^1] : support.Sum([-1], keepAxes: true))));
    });

    /// <summary>The gradient of a learnt slope is not summed over the features that share it.</summary>
    public static Fault SlopeOfTheFirstFeatureAlone { get; } = Fault.InLayer(static faulty => new(
        "PRelu",
        static (_, input) => Initialization<double>.Of(input, TensorTree<double>.Of(("slope", (V)0.25))),
        (parameters, x, _) =>
        {
            var (slope, above) = (parameters["slope"], x.Greater(0.0));
            return new(Tensor.Where(above, x, slope * x), dy => new(
                () => TensorTree<double>.Of(("slope", Tensor.Where(above, 0.0, dy * x) is var each ? (faulty ? each.Slice(-1, 0, 1) : each).Sum() : each)),
                () => Tensor.Where(above, dy, slope * dy)), TensorTree<double>.Empty);
        }));

    private static V Noise(Shape shape, Key key) => Tensor.Generate<double>(shape, (int i) => -double.Log(-double.Log(0.01 + 0.98 * key.Uniform(i))));

    private static V Back(V y, V dy) => y * (dy - (dy * y).Sum([-1], keepAxes: true));

    /// <summary>A layer that is given numbers drawn for each element, in training; at inference it is the identity.</summary>
    private static Layer<double, V, V> Noisy(string name, Func<Shape, Key, V> draw, Func<V, V, (V Output, Func<V, V> Pullback)> function) => new(
        name,
        static (_, input) => Initialization<double>.Of(input),
        (_, x, context) =>
        {
            if (context.Mode == Mode.Inference)
                return new(x, static dy => (TensorTree<double>.Empty, dy), TensorTree<double>.Empty);
            var (y, back) = function(x, draw(x.Shape, context.Key));
            return new(y, dy => (TensorTree<double>.Empty, back(dy)), TensorTree<double>.Empty);
        });
}
