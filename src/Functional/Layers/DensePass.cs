using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>The forward pass of a dense layer. A layer is known as a dense one by its method: with another forward pass it is another layer.</summary>
internal sealed class DenseForward<T>(int units, bool bias)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly string[] names = bias ? ["weight", "bias"] : ["weight"];

    public Evaluation<T, Tensor<T>, Tensor<T>> Run(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
    {
        var pass = Begin(parameters, x);
        var y = pass.Output(null);
        return new(y, dy => new(new DenseCotangents<T>(pass, dy.Expect(y.Shape, "Dense: the cotangent"))), Parameters<T>.Empty);
    }

    /// <summary>Checks the shapes.</summary>
    public DensePass<T> Begin(Parameters<T> parameters, Tensor<T> x)
    {
        var features = Layers<T>.Features(x.Shape, "Dense");
        if (parameters.Only(names).Find("weight") is { Rank: 2 } given && given.Shape[0] != features)
            throw new ShapeException(
                Invariant($"Dense: the input of shape {x.Shape} has {features} features, ")
                + Invariant($"but the weight of shape {given.Shape} takes {given.Shape[0]}."));
        return new(x, parameters.Leaf("weight", features, units), bias ? parameters.Leaf("bias", units) : null);
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
    public Parameters<T> ParametersFrom(Tensor<T> dy)
    {
        var drows = Rows(dy);
        var dweight = rows.MatMulTo(weight.Shape, drows, Transposed.Left);
        return bias is null ? Parameters<T>.Of(("weight", dweight)) : Parameters<T>.Of(("weight", dweight), ("bias", drows.SumOfRows(bias.Shape)));
    }

    /// <summary>∂C/∂x = ȳ·Wᵀ.</summary>
    public Tensor<T> InputFrom(Tensor<T> dy) => Rows(dy).MatMulTo(rows.Shape, weight, Transposed.Right).Reshape(x.Shape);

    private Tensor<T> Rows(Tensor<T> dy) => dy.Rank == 2 ? dy : dy.Reshape(rows.Shape[0], weight.Shape[1]);
}

/// <summary>The cotangents of a dense layer.</summary>
internal sealed class DenseCotangents<T>(DensePass<T> pass, Tensor<T> dy) : ICotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public Parameters<T> Parameters() => pass.ParametersFrom(dy);

    public Tensor<T> Input() => pass.InputFrom(dy);
}
