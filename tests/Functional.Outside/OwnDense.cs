using System.Globalization;

namespace Functional.Outside;

/// <summary>y = x·W + b on batches of vectors; an activation after it is computed with it.</summary>
public sealed record OwnDense(int Units) : Link<float, Tensor<float>, Tensor<float>>
{
    public static Layer<float, Tensor<float>, Tensor<float>> Of(int units) => new(new OwnDense(units));

    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Dense({Units})");

    public override Initialization<float> Initialize(Key key, Shapes input)
    {
        var features = Features(input.Shape);
        return Initialization<float>.Of(input.Shape.With(-1, Units), TensorTree<float>.Of(
            ("weight", Initializers.GlorotUniform<float>()(key.Split("weight"), [features, Units], features, Units)),
            ("bias", Tensor.Zeros<float>([Units]))));
    }

    public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(TensorTree<float> parameters, Tensor<float> input, Context<float> context)
    {
        var pass = Begin(parameters, input);
        var y = pass.Output(null);
        return new(y, dy => new OwnDenseCotangents(pass, dy));
    }

    public override Link<float>? Fuse(Link<float> following) => following is OwnRelu relu ? new OwnDenseRelu(this, relu) { Label = Label } : null;

    internal OwnDensePass Begin(TensorTree<float> parameters, Tensor<float> x)
    {
        var features = Features(x.Shape);
        if (parameters.Only("weight", "bias").Find("weight") is { Rank: 2 } given && given.Shape[0] != features)
            throw new ShapeException(string.Create(
                CultureInfo.InvariantCulture,
                $"Dense: the input of shape {x.Shape} has {features} features, but the weight of shape {given.Shape} takes {given.Shape[0]}."));
        return new(x, parameters.Leaf("weight", features, Units), parameters.Leaf("bias", Units));
    }

    private static int Features(Shape shape) => shape.Rank > 0 && shape[^1] > 0 ? shape[^1] : throw new ShapeException(
        $"Dense works on the last axis and needs at least one feature there, but the input has shape {shape}.");
}

/// <summary>The dense layer and the activation after it.</summary>
internal sealed record OwnDenseRelu(OwnDense Dense, OwnRelu Relu) : Link<float, Tensor<float>, Tensor<float>>
{
    public override string Name => Dense.Name;

    public override Initialization<float> Initialize(Key key, Shapes input) => Dense.Initialize(key, input);

    public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(TensorTree<float> parameters, Tensor<float> input, Context<float> context)
    {
        var pass = Dense.Begin(parameters, input);
        var y = pass.Output(Relu);
        return new(y, dy => new OwnDenseReluCotangents(pass, y, dy));
    }
}

/// <summary>What the way back needs of the way forward.</summary>
internal sealed class OwnDensePass(Tensor<float> x, Tensor<float> weight, Tensor<float> bias)
{
    public Tensor<float> Output(IPointwise<float>? activation) => x.Affine(weight, bias, activation);

    public TensorTree<float> ParametersFrom(Tensor<float> dy) => TensorTree<float>.Of(
        ("weight", x.MatMul(dy, Transposed.Left, weight.Shape)), ("bias", dy.SumTo(bias.Shape)));

    public Tensor<float> InputFrom(Tensor<float> dy) => dy.MatMul(weight, Transposed.Right, x.Shape);
}

internal sealed class OwnDenseCotangents(OwnDensePass pass, Tensor<float> dy) : Cotangents<float, Tensor<float>>
{
    protected override TensorTree<float> ComputeParameters() => pass.ParametersFrom(dy);

    protected override Tensor<float> ComputeInput() => pass.InputFrom(dy);
}

internal sealed class OwnDenseReluCotangents(OwnDensePass pass, Tensor<float> y, Tensor<float> dy) : Cotangents<float, Tensor<float>>
{
    private Tensor<float>? dsums;

    private Tensor<float> Sums => dsums ??= OwnRelu.Back(dy, y);

    protected override TensorTree<float> ComputeParameters() => pass.ParametersFrom(Sums);

    protected override Tensor<float> ComputeInput() => pass.InputFrom(Sums);
}
