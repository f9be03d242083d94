using System.Runtime.CompilerServices;
using Functional.Laws;
using static Functional.Properties.Losses.ClassCosts;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Losses.Faults;

/// <summary>Mistakes in costs of labels.</summary>
internal static class ClassFaults
{
    /// <summary>What is smoothed away goes to the other classes, and not to all.</summary>
    public static CostFault SmoothingOverTheOthers { get; } = InSettings(static (faulty, what) => what with
    {
        Distribution = faulty && what.Classes > 1
            ? what.OneHot * (1 - what.Smoothing) + (1.0 - what.OneHot) * (what.Smoothing / (what.Classes - 1)) : what.Distribution,
    });

    /// <summary>The label alone is weighted, and not what smoothing gives to the others.</summary>
    public static CostFault SmoothingNotWeighted { get; } = InSettings(static (faulty, what) => what with
    {
        Weights = faulty ? (what.OneHot * what.Weights).Sum([-1], keepAxes: true) : what.Weights,
    });

    /// <summary>A mean with weights is divided by the number of rows.</summary>
    public static CostFault WeightsNotInTheDivisor { get; } = InSettings(static (faulty, what) => what with { Total = faulty ? what.Counted : what.Total });

    /// <summary>Rows that do not count are counted in the mean.</summary>
    public static CostFault IgnoredRowsCountedInTheMean { get; } = InSettings(static (faulty, what) => what with
    {
        Total = faulty && what.Counted < what.Rows ? what.Rows : what.Total,
    });

    /// <summary>Rows that do not count are rows of class 0.</summary>
    public static CostFault IgnoredRowsAsClassZero { get; } = InSettings(static (faulty, what) => what with
    {
        Mask = faulty ? Tensor.Ones<double>(what.Mask.Shape) : what.Mask,
    });

    /// <summary>The margin is taken away where it should be added.</summary>
    public static CostFault MarginWithTheWrongSign { get; } = InHinge(static (faulty, margin, own, difference) =>
        (1.0 - own) * (faulty ? difference - margin : difference + margin).Relu());

    /// <summary>The label is compared with itself, too, which costs the margin.</summary>
    public static CostFault LabelComparedWithItself { get; } = InHinge(static (faulty, margin, own, difference) =>
        (faulty ? Tensor.Ones<double>(own.Shape) : 1.0 - own) * (difference + margin).Relu());

    /// <summary>On the way back the focal factor is a constant.</summary>
    public static CostFault FocalFactorConstant { get; } = CostFault.InPullback(ClassCosts.Focal, static (faulty, draw, labels, x) =>
    {
        var (own, gamma) = (Tensor.OneHot<double>(labels, x.Shape), Gamma(draw));
        var others = Tensor.Where(own, double.NegativeInfinity, x);
        var above = (own * x).Sum([-1], keepAxes: true) - others.LogSumExp([-1], keepAxes: true);
        V cost = (-above).Softplus(), factor = (above.Softplus() * -gamma).Exp();
        return ((cost * factor).Sum(), d =>
            (others.Softmax() - own) * d * factor * ((-above).Sigmoid() + (faulty ? 0.0 : gamma * above.Sigmoid() * cost)));
    });

    /// <summary>A power is taken of 1 − p, which is 0 where the label is certain: so its slope is no number.</summary>
    public static CostFault PowerOfNothing { get; } = CostFault.InValue(ClassCosts.Focal, static (faulty, draw, labels, reduction, x) =>
    {
        var (own, gamma) = (Tensor.OneHot<double>(labels, x.Shape), Gamma(draw));
        var above = (own * x).Sum([-1]) - Tensor.Where(own, double.NegativeInfinity, x).LogSumExp([-1]);
        var sum = ((faulty ? (1.0 - above.Sigmoid()).Pow(gamma) : (above.Softplus() * -gamma).Exp()) * (-above).Softplus()).Sum();
        return reduction == Reduction.Sum ? sum : sum / (double)labels.Count;
    });

    /// <summary>The way back of a cross-entropy is softmax less the label, over the classes.</summary>
    public static CostFault GradientOverTheClasses { get; } = CostFault.InPullback(ClassCosts.CrossEntropy, static (faulty, _, labels, x) =>
    {
        var own = Tensor.OneHot<double>(labels, x.Shape);
        return (-(own * x.LogSoftmax()).Sum(), d => (x.Softmax() - own) * (faulty ? d / x.Shape[^1] : d));
    });

    private static CostFault InHinge(Func<bool, double, V, V, V> missing, [CallerMemberName] string name = "") =>
        CostFault.InValue(
            ClassCosts.Hinge,
            (faulty, draw, labels, reduction, x) =>
            {
                var own = Tensor.OneHot<double>(labels, x.Shape);
                var each = missing(faulty, Margin(draw), own, x - (own * x).Sum([-1], keepAxes: true));
                var sum = (Squared(draw) ? each * each : each).Sum() / (double)x.Shape[^1];
                return reduction == Reduction.Sum ? sum : sum / (double)labels.Count;
            },
            name);

    private static CostFault InSettings(Func<bool, Told, Told> mistake, [CallerMemberName] string name = "") =>
        CostFault.InValue(
            CrossEntropyWithSettings,
            (faulty, draw, labels, reduction, x) =>
            {
                var told = mistake(faulty, Told.Of(draw, labels, x.Shape));
                var sum = -(told.Distribution * told.Weights * x.LogSoftmax() * told.Mask).Sum();
                return reduction == Reduction.Sum ? sum : sum / told.Total;
            },
            name);

    /// <summary>What a cross-entropy is told, as tensors of the scores' shape.</summary>
    private sealed record Told(V OneHot, double Smoothing, V Distribution, V Weights, V Mask, double Counted, double Total)
    {
        public int Classes => OneHot.Shape[^1];

        public double Rows => OneHot.Length / Classes;

        public static Told Of(Draw draw, Labels labels, Shape shape)
        {
            var (ignored, weights, smoothing) = (Ignored(draw), ClassCosts.Weights(draw, shape[^1]), ClassCosts.Smoothing(draw));
            Labels known = [.. labels.Select(label => label == ignored ? 0 : label)];
            var oneHot = Tensor.OneHot<double>(known, shape);
            var mask = Tensor.Create(shape.With(-1, 1), [.. labels.Select(label => label == ignored ? 0.0 : 1)]);
            return new(
                oneHot, smoothing, oneHot * (1 - smoothing) + smoothing / shape[^1], weights ?? Tensor.Ones<double>(shape[^1..]), mask, mask.Sum().Scalar,
                labels.Where(label => label != ignored).Sum(label => weights?.Span[label] ?? 1));
        }
    }
}
