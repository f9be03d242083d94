using System.Numerics;

namespace Functional;

/// <summary>y = x·W + b.</summary>
internal sealed record DenseLink<T>(int Units, bool Bias, WeightInitializer<T>? Weights) : LinearLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Dense({Units}{(Bias ? "" : ", no bias")})");

    public override string Code => Invariant($"Dense({Units}{(Bias ? "" : ", bias: false")}{(Weights is null ? "" : ", weights: …")})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var features = Layers<T>.Features(input.Shape, "Dense");
        var weight = (Weights ?? Initializers.GlorotUniform<T>())(key.Split("weight"), [features, Units], features, Units)
            .Expect([features, Units], "Dense: the initialiser of weights");
        return Initialization<T>.Of(input.Shape.With(-1, Units), Parameters(weight, Bias ? Units : null)) with
        {
            MultiplyAdds = (long)input.Shape.ElementCount * Units,
        };
    }

    /// <summary>Checks the shapes.</summary>
    public override LinearPass<T> Begin(TensorTree<T> parameters, Tensor<T> x)
    {
        var features = Layers<T>.Features(x.Shape, "Dense");
        if (parameters.Only(Names(Bias)).Find("weight") is { Rank: 2 } given && given.Shape[0] != features)
            throw new ShapeException(
                Invariant($"Dense: the input of shape {x.Shape} has {features} features, ")
                + Invariant($"but the weight of shape {given.Shape} takes {given.Shape[0]}."));
        return new DensePass<T>(x, parameters.Leaf("weight", features, Units), Bias ? parameters.Leaf("bias", Units) : null);
    }
}

/// <summary>What a dense layer's way back needs from its forward pass.</summary>
internal sealed class DensePass<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias) : LinearPass<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> rows = x.Rank == 2 ? x : x.Reshape(-1, weight.Shape[0]);

    /// <summary>f(x·W + b), or x·W + b.</summary>
    public override Tensor<T> Output(IPointwise<T>? activation)
    {
        var y = rows.Affine(weight, bias, activation);
        return x.Rank == 2 ? y : y.Reshape(x.Shape.With(-1, weight.Shape[1]));
    }

    /// <summary>∂C/∂W = xᵀ·ȳ and ∂C/∂b = Σ ȳ.</summary>
    public override TensorTree<T> ParametersFrom(Tensor<T> dy)
    {
        var drows = Rows(dy);
        var dweight = rows.MatMul(drows, Transposed.Left, weight.Shape);
        return bias is null ? TensorTree<T>.Of(("weight", dweight)) : TensorTree<T>.Of(("weight", dweight), ("bias", drows.SumTo(bias.Shape)));
    }

    /// <summary>∂C/∂x = ȳ·Wᵀ.</summary>
    public override Tensor<T> InputFrom(Tensor<T> dy) => Rows(dy).MatMul(weight, Transposed.Right, rows.Shape).Reshape(x.Shape);

    private Tensor<T> Rows(Tensor<T> dy) => dy.Rank == 2 ? dy : dy.Reshape(rows.Shape[0], weight.Shape[1]);
}
