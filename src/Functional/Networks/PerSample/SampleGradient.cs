using System.Numerics;

namespace Functional;

/// <summary>The gradients of one parameter, of each sample by itself.</summary>
internal abstract class SampleGradient<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>All of them, <c>[samples, …]</c>.</summary>
    public abstract Tensor<T> All();

    /// <summary>Their squared norms, <c>[samples]</c>.</summary>
    public abstract Tensor<T> SquaredNorms();

    /// <summary>Their sum with weights, <c>[samples]</c>.</summary>
    public abstract Tensor<T> Sum(Tensor<T> weights);

    /// <summary>The sum over all axes but the first.</summary>
    protected static Tensor<T> OverEach(Tensor<T> x) => x.Rank == 1 ? x : x.Reshape([x.Shape[0], x.Shape[1..].ElementCount]).Sum([1]);
}

/// <summary>Gradients that are written out.</summary>
/// <param name="all">All of them, <c>[samples, …]</c>.</param>
internal sealed class WrittenGradient<T>(Tensor<T> all) : SampleGradient<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override Tensor<T> All() => all;

    public override Tensor<T> SquaredNorms() => OverEach(all * all);

    public override Tensor<T> Sum(Tensor<T> weights)
    {
        var rows = all.Reshape(all.Shape[0], all.Shape[1..].ElementCount);
        return weights.Reshape(1, -1).MatMul(rows).Reshape(all.Shape[1..]);
    }
}

/// <summary>Gradients xᵀ·y of a weight, kept as factors: what the layer has seen, and what came back.</summary>
/// <param name="x">x, <c>[samples, rows, inputs]</c>.</param>
/// <param name="y">y, <c>[samples, rows, outputs]</c>.</param>
internal sealed class FactoredGradient<T>(Tensor<T> x, Tensor<T> y) : SampleGradient<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override Tensor<T> All() => x.MatMul(y, Transposed.Left);

    /// <summary>‖xᵀ·y‖² = ⟨x·xᵀ, y·yᵀ⟩, which of one row is ‖x‖²·‖y‖². Goodfellow, "Efficient per-example gradient computations", arXiv:1510.01799.</summary>
    public override Tensor<T> SquaredNorms()
    {
        long rows = x.Shape[1], inputs = x.Shape[2], outputs = y.Shape[2];
        if (rows == 1)
            return OverEach(x * x) * OverEach(y * y);
        return rows * (inputs + outputs) < inputs * outputs
            ? OverEach(x.MatMul(x, Transposed.Right) * y.MatMul(y, Transposed.Right))
            : new WrittenGradient<T>(All()).SquaredNorms();
    }

    public override Tensor<T> Sum(Tensor<T> weights) =>
        Samples.Flat(x * weights.Reshape(-1, 1, 1)).MatMul(Samples.Flat(y), Transposed.Left);
}
