namespace Functional.Outside;

/// <summary>x ↦ x + f(x).</summary>
public sealed record OwnResidual(Layer<float, Tensor<float>, Tensor<float>> Body) : Link<float, Tensor<float>, Tensor<float>>
{
    public override string Name => "Residual";

    public static Layer<float, Tensor<float>, Tensor<float>> Of(Layer<float, Tensor<float>, Tensor<float>> body) => new(new OwnResidual(body));

    public override Initialization<float> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        return made.Output == input
            ? made with { Output = input }
            : throw new ShapeException($"Residual: the body turns shape {input} into {made.Output}, so that they cannot be added.");
    }

    public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(TensorTree<float> parameters, Tensor<float> input, Context<float> context)
    {
        var (y, back, state) = Body.Forward(parameters, input, context);
        return new(input + y.Expect(input.Shape, "Residual: the body's output"), Pullback, state);

        Cotangents<float, Tensor<float>> Pullback(Tensor<float> dy)
        {
            var inner = back(dy);
            return new(() => inner.Parameters, () => dy + inner.Input);
        }
    }
}
