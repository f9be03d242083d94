using System.Numerics;

namespace Functional;

/// <summary>y = x·W + b.</summary>
internal sealed record DenseLink<T>(int Units, bool Bias, WeightInitializer<T>? Weights) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Dense({Units}{(Bias ? "" : ", no bias")})");

    public override string Code => Invariant($"Dense({Units}{(Bias ? "" : ", bias: false")}{(Weights is null ? "" : ", weights: …")})");

    private static ReadOnlySpan<string> Names(bool bias) => bias ? Both : Both.AsSpan(0, 1);

    private static readonly string[] Both = ["weight", "bias"];

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var features = Layers<T>.Features(input.Shape, "Dense");
        var weight = (Weights ?? Initializers.GlorotUniform<T>())(key.Split("weight"), [features, Units], features, Units)
            .Expect([features, Units], "Dense: the initialiser of weights");
        return Initialization<T>.Of(input.Shape.With(-1, Units), Bias
            ? TensorTree<T>.Of(("weight", weight), ("bias", Tensor.Zeros<T>([Units])))
            : TensorTree<T>.Of(("weight", weight))) with { MultiplyAdds = (long)input.Shape.ElementCount * Units };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var pass = Begin(parameters, input);
        var y = pass.Output(null);
        return new(y, dy => new DenseCotangents<T>(pass, dy));
    }

    /// <summary>With an activation after it, which is computed where the sums lie: nobody else has seen them.</summary>
    public override Link<T>? Fuse(Link<T> following) => following is ActivationLink<T> { Function.IsOfOutput: true } activation ? new ActivatedDenseLink<T>(this, activation) { Label = Label } : null;

    /// <summary>Checks the shapes.</summary>
    public DensePass<T> Begin(TensorTree<T> parameters, Tensor<T> x)
    {
        var features = Layers<T>.Features(x.Shape, "Dense");
        if (parameters.Only(Names(Bias)).Find("weight") is { Rank: 2 } given && given.Shape[0] != features)
            throw new ShapeException(
                Invariant($"Dense: the input of shape {x.Shape} has {features} features, ")
                + Invariant($"but the weight of shape {given.Shape} takes {given.Shape[0]}."));
        return new(x, parameters.Leaf("weight", features, Units), Bias ? parameters.Leaf("bias", Units) : null);
    }
}

/// <summary>A dense layer and the activation after it as one link, whose way back remembers the output alone.</summary>
internal sealed record ActivatedDenseLink<T>(DenseLink<T> Dense, ActivationLink<T> Activation) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Dense.Name;

    public override Initialization<T> Initialize(Key key, Shapes input) => Dense.Initialize(key, input);

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var pass = Dense.Begin(parameters, input);
        var y = pass.Output(Activation.Function);
        return new(y, dy => new ActivatedDenseCotangents<T>(pass, Activation, y, Activation.Expect(dy, y.Shape)));
    }
}

/// <summary>What a dense layer's way back needs from its forward pass.</summary>
internal sealed class DensePass<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> rows = x.Rank == 2 ? x : x.Reshape(-1, weight.Shape[0]);

    /// <summary>f(x·W + b), or x·W + b.</summary>
    public Tensor<T> Output(IPointwise<T>? activation)
    {
        var y = rows.Affine(weight, bias, activation);
        return x.Rank == 2 ? y : y.Reshape(x.Shape.With(-1, weight.Shape[1]));
    }

    /// <summary>∂C/∂W = xᵀ·ȳ and ∂C/∂b = Σ ȳ.</summary>
    public TensorTree<T> ParametersFrom(Tensor<T> dy)
    {
        var drows = Rows(dy);
        var dweight = rows.MatMul(drows, Transposed.Left, weight.Shape);
        return bias is null ? TensorTree<T>.Of(("weight", dweight)) : TensorTree<T>.Of(("weight", dweight), ("bias", drows.SumTo(bias.Shape)));
    }

    /// <summary>∂C/∂x = ȳ·Wᵀ.</summary>
    public Tensor<T> InputFrom(Tensor<T> dy) => Rows(dy).MatMul(weight, Transposed.Right, rows.Shape).Reshape(x.Shape);

    private Tensor<T> Rows(Tensor<T> dy) => dy.Rank == 2 ? dy : dy.Reshape(rows.Shape[0], weight.Shape[1]);
}

/// <summary>The cotangents of a dense layer.</summary>
internal sealed class DenseCotangents<T>(DensePass<T> pass, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => pass.ParametersFrom(dy);

    protected override Tensor<T> ComputeInput() => pass.InputFrom(dy);
}

/// <summary>The cotangents of a dense layer with an activation; what lies between is computed once.</summary>
internal sealed class ActivatedDenseCotangents<T>(DensePass<T> pass, ActivationLink<T> activation, Tensor<T> y, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private Tensor<T>? dsums;

    private Tensor<T> Sums => dsums ??= activation.Function.Back(dy, y);

    protected override TensorTree<T> ComputeParameters() => pass.ParametersFrom(Sums);

    protected override Tensor<T> ComputeInput() => pass.InputFrom(Sums);
}
