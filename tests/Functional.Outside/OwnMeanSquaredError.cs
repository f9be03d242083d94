namespace Functional.Outside;

/// <summary>C = mean of (x − target)² over all elements.</summary>
public sealed record OwnMeanSquaredError(Tensor<float> Targets) : PureLink<float, Tensor<float>, Tensor<float>>
{
    public override string Name => "MeanSquaredError";

    public static Layer<float, Tensor<float>, Tensor<float>> Of(Tensor<float> targets) => new(new OwnMeanSquaredError(targets));

    protected override Shapes Infer(Shapes input) => Shape.Scalar;

    protected override (Tensor<float> Output, Func<Tensor<float>, Tensor<float>> Pullback) Apply(Tensor<float> input)
    {
        var difference = input.Expect(Targets.Shape, "MeanSquaredError: the outputs beside their targets") - Targets;
        var weight = 1f / input.Length;
        return ((difference * difference).Sum() * weight, d => difference * (2 * weight * d.Scalar));
    }
}
