using System.Numerics;

namespace Functional;

/// <summary>
/// The gradients of a cost by the parameters, of each sample by itself. They are kept as factors where they are products of what a layer has seen and what came
/// back to it, so that norms and weighted sums cost little more than the gradient of the batch; <see cref="All"/> writes them out.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SampleGradients<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly TensorTree<T> parameters;          // their shapes
    private readonly SampleGradient<T>[] leaves;
    private Tensor<T>? norms;

    internal SampleGradients(int count, TensorTree<T> parameters, SampleGradient<T>[] leaves) => (Count, this.parameters, this.leaves) = (count, parameters, leaves);

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>‖g‖ of each sample's gradient, <c>[samples]</c>: the Euclidean norm over all parameters.</summary>
    public Tensor<T> Norms => norms ??= leaves.Length == 0
        ? Tensor.Zeros<T>([Count])
        : PairwiseSum.Of(leaves.Length, i => leaves[i].SquaredNorms()).Sqrt();

    /// <summary>The gradient of each sample: a tree like the parameters, in which each tensor has the samples along a new first axis.</summary>
    public TensorTree<T> All() => Tree(leaf => leaf.All());

    /// <summary>The gradient of one sample.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public TensorTree<T> At(int index) => index >= 0 && index < Count
        ? Sum(Tensor.Generate([Count], i => i == index ? T.One : T.Zero))
        : throw new ArgumentOutOfRangeException(nameof(index), Invariant($"SampleGradients: there are {Count} samples, numbered from 0, got {index}."));

    /// <summary>Σ gᵢ: the gradient of the batch.</summary>
    public TensorTree<T> Sum() => Sum(Tensor.Ones<T>([Count]));

    /// <summary>Σ weightᵢ·gᵢ.</summary>
    /// <param name="weights">A number for each sample, <c>[samples]</c>.</param>
    /// <exception cref="ShapeException">There are more or fewer.</exception>
    public TensorTree<T> Sum(Tensor<T> weights)
    {
        weights.Expect([Count], "SampleGradients: the weights");
        return Tree(leaf => leaf.Sum(weights));
    }

    /// <summary>Σ gᵢ·min(1, norm/‖gᵢ‖): no sample counts for more than a norm. Abadi et al., "Deep learning with differential privacy", CCS 2016.</summary>
    /// <param name="norm">The largest norm; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite, as given or in the element type.</exception>
    public TensorTree<T> Clipped(double norm)
    {
        var largest = Setting.In<T>(norm, nameof(norm), "Clipped: the norm is positive and finite", static x => x > 0 && double.IsFinite(x));
        return Sum(largest / Norms.Maximum(largest));
    }

    /// <summary>How many samples there are, and of what.</summary>
    public override string ToString() => Invariant($"Gradients of {Count} samples by {Quantity.Of(parameters.Count, "parameter")}");

    private TensorTree<T> Tree(Func<SampleGradient<T>, Tensor<T>> function)
    {
        var at = 0;
        return parameters.Map(_ => function(leaves[at++]));
    }
}
