using Functional.Laws;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Faults;

/// <summary>Compositions that give a layer the gradient of another one, or none.</summary>
public static class Chains
{
    /// <summary>A chain loses the gradient of its last layer's parameters.</summary>
    public static Fault LastGradientDropped { get; } = Fault.InCombinator(ProductionKind.Sequence, static (faulty, parts) =>
        Own.Sequence("Chain", parts, gradients => faulty && gradients.Length > 0 ? [.. gradients[..^1], gradients[^1].Zero] : gradients));

    /// <summary>A chain leaves the gradient of its last layer's parameters out of the tree.</summary>
    public static Fault LastGradientMissing { get; } = Fault.InCombinator(ProductionKind.Sequence, static (faulty, parts) =>
        Own.Sequence("Chain", parts, gradients => faulty && gradients.Length > 0 ? gradients[..^1] : gradients)).Placeless;

    /// <summary>A repetition gives the gradient of the first copy to every copy.</summary>
    public static Fault GradientOfTheFirstCopy { get; } = Fault.InRepetition(static (faulty, times, body) => Own.Sequence(
        "Repeat", [.. Enumerable.Repeat(body, times)], gradients => faulty ? [.. gradients.Select(_ => gradients[0])] : gradients));

    /// <summary>Gradients are collected on the way back, last to first, and never turned round: two equal layers have each other's.</summary>
    public static Fault GradientsOfEqualLayersSwapped { get; } = Fault.InCombinator(ProductionKind.Residual, static (faulty, parts) =>
        Own.Sequence("Twice", [parts[0], parts[0]], gradients => faulty ? [gradients[1], gradients[0]] : gradients));

    /// <summary>A layer is used twice with the same parameters, and the gradient is that of the last use alone.</summary>
    public static Fault TiedWeightsCountedOnce { get; } = Fault.InCombinator(ProductionKind.Residual, static (faulty, parts) => Tied(faulty, parts[0]));

    /// <summary>The links' pullbacks are run in the order of the links, not in the opposite one.</summary>
    public static Fault PullbacksInForwardOrder { get; } = Fault.InCombinator(ProductionKind.Residual, static (faulty, parts) => Framed(faulty, parts[0])).ReadingNumbers;

    private static Layer Tied(bool faulty, Layer layer) => new("Tied", layer.Initialize, (parameters, x, context) =>
    {
        var (middle, firstBack, _) = layer.Forward(parameters, x, context);
        var (y, secondBack, statistics) = layer.Forward(parameters, middle, context);
        return new(y, Pullback, statistics);

        Cotangents<double, Tensor<double>> Pullback(Tensor<double> dy)
        {
            var second = secondBack(dy);
            var first = new Lazy<Cotangents<double, Tensor<double>>>(() => firstBack(second.Input));
            return new(() => faulty ? second.Parameters : first.Value.Parameters + second.Parameters, () => first.Value.Input);
        }
    });

    /// <summary>A layer between two functions: sin(layer(x²)).</summary>
    private static Layer Framed(bool faulty, Layer layer) => new("Framed", layer.Initialize, (parameters, x, context) =>
    {
        var (middle, back, statistics) = layer.Forward(parameters, x * x, context);
        return new(middle.Map(double.Sin), Pullback, statistics);

        Cotangents<double, Tensor<double>> Pullback(Tensor<double> dy)
        {
            Tensor<double> Outer(Tensor<double> d) => d * middle.Map(double.Cos);
            Tensor<double> Inner(Tensor<double> d) => 2.0 * x * d;
            var inside = back(faulty ? Inner(dy) : Outer(dy));
            return new(() => inside.Parameters, () => faulty ? Outer(inside.Input) : Inner(inside.Input));
        }
    });
}
