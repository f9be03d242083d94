using System.Runtime.CompilerServices;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Losses.Faults;

/// <summary>Mistakes in costs of outputs of two or three parts.</summary>
internal static class PairFaults
{
    /// <summary>The logarithm is taken for that of the deviation, where it is that of the variance.</summary>
    public static CostFault DeviationForVariance { get; } = CostFault.InValue(PairCosts.Gaussian, static (faulty, draw, targets, reduction, pair) =>
    {
        var error = pair.First - targets;
        var each = (pair.Second + error * error * (-(faulty ? 2.0 : 1.0) * pair.Second).Exp() + (ElementCosts.Full(draw) ? double.Log(2 * double.Pi) : 0.0)) * 0.5;
        return reduction == Reduction.Sum ? each.Sum() : each.Mean();
    });

    /// <summary>The lengths of vectors are constants on the way back: what changes a length alone should not flow back.</summary>
    public static CostFault LengthsConstant { get; } = CostFault.InValue(PairCosts.Cosine, static (faulty, draw, sides, reduction, pair) =>
    {
        var cosines = (Unit(pair.First, faulty) * Unit(pair.Second, faulty)).Sum([-1]);
        var each = Tensor.Where(sides.Greater(0.0), 1.0 - cosines, (cosines - PairCosts.CosineMargin(draw)).Relu());
        return reduction == Reduction.Sum ? each.Sum() : each.Mean();
    });

    /// <summary>A margin is added to the cosine, where it should be taken away.</summary>
    public static CostFault CosineMarginAdded { get; } = CostFault.InValue(PairCosts.Cosine, static (faulty, draw, sides, reduction, pair) =>
    {
        var (cosines, margin) = ((Unit(pair.First) * Unit(pair.Second)).Sum([-1]), PairCosts.CosineMargin(draw));
        var each = Tensor.Where(sides.Greater(0.0), 1.0 - cosines, (faulty ? cosines + margin : cosines - margin).Relu());
        return reduction == Reduction.Sum ? each.Sum() : each.Mean();
    });

    /// <summary>What should be far away is drawn nearer.</summary>
    public static CostFault NegativeDrawnNearer { get; } = Triplet(static (faulty, dpositive, dnegative) =>
        (-(dpositive + dnegative), dpositive, faulty ? -dnegative : dnegative));

    /// <summary>The anchor follows what belongs to it, and does not flee from what does not.</summary>
    public static CostFault AnchorOfThePositiveAlone { get; } = Triplet(static (faulty, dpositive, dnegative) =>
        (faulty ? -dpositive : -(dpositive + dnegative), dpositive, dnegative));

    /// <summary>Cosines are multiplied by the temperature.</summary>
    public static CostFault TemperatureMultiplied { get; } = InfoNce(static (faulty, logits, temperature) => faulty ? logits * temperature : logits / temperature);

    /// <summary>Those of the columns are compared, where it should be those of the rows.</summary>
    public static CostFault OtherDirection { get; } = InfoNce(static (faulty, logits, temperature) => (faulty ? logits.Transpose() : logits) / temperature);

    private static CostFault InfoNce(Func<bool, V, double, V> logits, [CallerMemberName] string name = "")
    {
        var fault = CostFault.InValue(
            PairCosts.InfoNce,
            (faulty, draw, _, reduction, pair) =>
            {
                var scores = logits(faulty, Unit(pair.First).MatMul(Unit(pair.Second), Transposed.Right), PairCosts.Temperature(draw));
                var own = Tensor.Identity<double>(scores.Shape[0]);
                var sum = -(own * scores.LogSoftmax()).Sum();
                if (PairCosts.Symmetric(draw))
                    sum = (sum - (own * scores.Transpose().LogSoftmax()).Sum()) * 0.5;
                return reduction == Reduction.Sum ? sum : sum / (double)scores.Shape[0];
            },
            name);
        return fault with { Laws = faulty => fault.Laws(faulty).Without("sum over samples") };
    }

    private static CostFault Triplet(Func<bool, V, V, (V, V, V)> join, [CallerMemberName] string name = "") => CostFault.InPullback(
        PairCosts.Triplet,
        (faulty, draw, _, three) =>
        {
            var (a, (p, n)) = three;
            V near = (a - p).Norm(2, [-1], keepAxes: true), far = (a - n).Norm(2, [-1], keepAxes: true);
            var missing = (near - far + ClassCosts.Margin(draw)).Relu();
            return (missing.Sum(), d =>
            {
                var (da, dp, dn) = join(
                    faulty, -d * missing.Sign() * (a - p) / (near + near.EqualTo(0.0)), d * missing.Sign() * (a - n) / (far + far.EqualTo(0.0)));
                return (da, (dp, dn));
            });
        },
        name);

    private static V Unit(V x, bool constant = false)
    {
        var length = x.Norm(2, [-1], keepAxes: true).Maximum(1e-12);
        return x / (constant ? length.StopGradient() : length);
    }
}
