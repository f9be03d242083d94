using static Functional.Properties.Losses.ElementCosts;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Losses.Faults;

/// <summary>Mistakes in costs of a target for each element.</summary>
internal static class ElementFaults
{
    /// <summary>What lies far away costs δ·|r|, so that the cost jumps where it begins.</summary>
    public static CostFault JumpWhereSquaresEnd { get; } = CostFault.InValue(ElementCosts.Huber, static (faulty, draw, targets, reduction, x) =>
    {
        var (delta, size) = (Delta(draw), (x - targets).Abs());
        return Of(reduction, Tensor.Where(size.LessOrEqual(delta), size * size * 0.5, delta * (faulty ? size : size - delta / 2)));
    });

    /// <summary>Class 0 has the weight of class 1.</summary>
    public static CostFault AlphaOfTheOtherClass { get; } = CostFault.InValue(ElementCosts.Focal, static (faulty, draw, targets, reduction, x) =>
    {
        var right = targets * x.Sigmoid() + (1.0 - targets) * (-x).Sigmoid();
        var weights = Alpha(draw) is { } alpha ? (faulty ? 1.0 - targets : targets) * alpha + (faulty ? targets : 1.0 - targets) * (1 - alpha) : 1.0;
        return Of(reduction, -weights * (1.0 - right).Pow(ClassCosts.Gamma(draw)) * right.Log());
    });

    /// <summary>Stirling's formula is used for counts below 1, too, where it is far off.</summary>
    public static CostFault StirlingBelowOne { get; } = CostFault.InValue(ElementCosts.Poisson, static (faulty, draw, targets, reduction, x) =>
    {
        var t = targets.Maximum(1e-3);
        var stirling = t * t.Log() - t + (2 * double.Pi * t).Log() * 0.5;
        var factorial = faulty ? stirling : Tensor.Where(targets.Greater(1.0), stirling, 0.0);
        return Of(reduction, x.Exp() - targets * x + (Full(draw) ? factorial : 0.0));
    });

    /// <summary>Means over all numbers, where they should be over the rows.</summary>
    public static CostFault MeanOverClasses { get; } = CostFault.InValue(DistributionCosts.Divergence, static (faulty, _, targets, reduction, z) =>
    {
        var sum = (targets * ((targets + targets.EqualTo(0.0)).Log() - z)).Sum();
        return reduction == Reduction.Sum ? sum : sum / (double)(faulty ? z.Length : z.Length / z.Shape[^1]);
    });

    private static V Of(Reduction reduction, V each) => reduction == Reduction.Sum ? each.Sum() : each.Mean();
}
