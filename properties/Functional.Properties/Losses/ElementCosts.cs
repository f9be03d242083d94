using Functional.Laws;
using Elements = Functional.Properties.Losses.DefinedCost<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Losses;

/// <summary>Outputs beside a target for each, and what costs of them are by definition.</summary>
internal static class ElementCosts
{
    public static Elements Squared { get; } = Of(Measured, static (_, x, t) => (x - t) * (x - t));

    public static Elements Absolute { get; } = Of(Measured, static (_, x, t) => double.Abs(x - t));

    public static Elements Huber { get; } = Of(Measured, static (draw, x, t) => double.Abs(x - t) is var r && r <= Delta(draw)
        ? r * r / 2
        : Delta(draw) * (r - Delta(draw) / 2));

    public static Elements LogCosh { get; } = Of(Measured, static (_, x, t) => double.Log(double.Cosh(x - t)));

    public static Elements Hinge { get; } = Of(Sided, static (draw, x, t) => ClassCosts.Missing(draw, ClassCosts.Margin(draw) - t * x));

    public static Elements BinaryCrossEntropy { get; } = Of(Decided, static (_, x, t) => -(t * LogSigmoid(x) + (1 - t) * LogSigmoid(-x)));

    public static Elements Focal { get; } = Of(
        static draw => Decided(draw) is var (targets, logits) ? (targets.Map(double.Round), logits) : default,
        static (draw, x, t) => -(t == 1 ? Alpha(draw) ?? 1 : 1 - (Alpha(draw) ?? 0)) * (t == 1 ? LogSigmoid(x) : LogSigmoid(-x))
            * double.Pow(1 - double.Exp(t == 1 ? LogSigmoid(x) : LogSigmoid(-x)), ClassCosts.Gamma(draw)));

    public static Elements Poisson { get; } = Of(
        static draw => Measured(draw) is var (targets, outputs) ? (draw.Coin("counts") ? targets.Map(static t => double.Round(double.Abs(t))) : targets.Abs(), outputs) : default,
        static (draw, x, t) => double.Exp(x) - t * x + (Full(draw) && t > 1 ? t * double.Log(t) - t + double.Log(2 * double.Pi * t) / 2 : 0));

    /// <summary>How far squares reach.</summary>
    public static double Delta(Draw draw) => draw.Number("delta", 0.125, 2);

    /// <summary>What class 1 weighs, or null.</summary>
    public static double? Alpha(Draw draw) => draw.Coin("weighted") ? draw.Number("alpha", 0, 1) : null;

    /// <summary>Whether constants are added.</summary>
    public static bool Full(Draw draw) => draw.Coin("full");

    /// <summary>Targets and outputs of any size.</summary>
    public static (Tensor<double> Targets, Tensor<double> Outputs) Measured(Draw draw)
    {
        var shape = draw.Batched("shape", 1);
        return (draw.Tensor<double>("targets", shape, -2, 2), draw.Tensor<double>("outputs", shape));
    }

    /// <summary>Probabilities, some of them 0 and 1, and logits.</summary>
    public static (Tensor<double> Targets, Tensor<double> Logits) Decided(Draw draw)
    {
        var shape = draw.Batched("shape", 1);
        var targets = draw.Tensor<double>("targets", shape, 0, 1);
        return (draw.Coin("hard") ? targets.Map(double.Round) : targets, draw.Tensor<double>("logits", shape));
    }

    private static (Tensor<double> Targets, Tensor<double> Outputs) Sided(Draw draw) =>
        Measured(draw) is var (targets, outputs) ? (targets.Map(static t => t < 0 ? -1.0 : 1), outputs) : default;

    private static double LogSigmoid(double x) => -double.Log(1 + double.Exp(-x));

    private static Elements Of(Func<Draw, (Tensor<double>, Tensor<double>)> samples, Func<Draw, double, double, double> ofElement) => new(
        draw => samples(draw) is var (targets, outputs) ? (targets, outputs.Shape[1..], outputs) : default,
        (draw, targets, outputs) => outputs.Zip<double, double, double>(targets, (x, t) => ofElement(draw, x, t)).Sum(),
        static (_, _, outputs) => outputs.Length);
}
