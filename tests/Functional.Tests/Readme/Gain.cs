namespace Functional.Tests.Readme;

// begin
public sealed record Gain(float Start) : Link<float, Tensor<float>, Tensor<float>>
{
    public override string Name => FormattableString.Invariant($"Gain({Start})");

    public override Initialization<float> Initialize(Key key, Shapes input) =>
        Initialization<float>.Of(input, TensorTree<float>.Of(("gain", Tensor.Full(input.Shape, Start))));

    public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(TensorTree<float> parameters, Tensor<float> input, Context<float> context)
    {
        var gain = parameters["gain"];
        return new(input * gain, dy => new(
            () => TensorTree<float>.Of(("gain", (dy * input).SumTo(gain.Shape))),       // ∂C/∂θ
            () => dy * gain));                                                          // ∂C/∂x
    }
}
// end
