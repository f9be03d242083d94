using System.Numerics;

namespace Functional;

/// <summary>Gradients of each sample by itself.</summary>
public static class LayerPerSample
{
    /// <summary>
    /// (θ, x) ↦ the gradients of a cost by θ, of each sample by itself. Each sample goes through the network as a batch of one, all of them at once. The
    /// gradients add up to that of the batch.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the inputs: tensors with the samples along the first axis, or pairs and trees of them.</typeparam>
    /// <typeparam name="Y">The type of the outputs.</typeparam>
    /// <param name="network">The network. A layer that mixes samples, such as batch normalisation in training, refuses a batch of one; one that draws, such
    /// as dropout, draws the same for each sample.</param>
    /// <param name="cost">The cost of all samples: a sum or mean over them, in which none depends on another.</param>
    /// <param name="context">Mode, key and state; inference without state when none is given.</param>
    /// <returns>The function. It throws a <see cref="ShapeException"/> where an input has no samples, or they differ in number.</returns>
    /// <example><code>
    /// var gradients = network.PerSample(CrossEntropy(labels))(theta, x);
    /// var step = gradients.Clipped(1.0);
    /// </code></example>
    public static Func<TensorTree<T>, X, SampleGradients<T>> PerSample<T, X, Y>(
        this Layer<T, X, Y> network, Layer<T, Y, Tensor<T>> cost, Context<T>? context = null)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => (parameters, x) =>
    {
        var counts = new BatchSize();
        x.WithTensors(counts);
        var level = new MapLevel(counts.Found ?? throw new ShapeException("PerSample: the input has no tensors, so that it has no samples."));
        try
        {
            var (y, back, _) = network.Forward(parameters, x.WithTensors(new BatchesOfOne(level)), context);
            var (value, costBack) = cost.At(TensorTree<T>.Empty, context)(y.WithTensors(new OneBatch(level)));
            if (value.Length != 1)
                throw new ShapeException($"PerSample: a cost is one number, but this one has shape {value.Shape}; sum it or take its mean.");
            var gradient = back(costBack(Tensor.Ones<T>(value.Shape)).WithTensors(new BatchesOfOne(level))).Parameters;
            return new(level.Count, parameters.Map(static leaf => Symbol.Of<T>(leaf.Shape)), [.. gradient.Leaves.Select(leaf => Of(level, leaf.Value))]);
        }
        finally
        {
            level.End();
        }
    };

    private static SampleGradient<T> Of<T>(MapLevel level, Tensor<T> gradient)
        where T : struct, IFloatingPointIeee754<T> =>
        level.FactorsOf(gradient) is var (x, y) ? new FactoredGradient<T>(x, y) : new WrittenGradient<T>(level.Lower(gradient));

    /// <summary>How many samples there are along the first axis of every tensor.</summary>
    private sealed class BatchSize : ITensorMap
    {
        public int? Found { get; private set; }

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            if (tensor.Rank == 0)
                throw new ShapeException("PerSample: an input is one number: it has no samples.");
            Found ??= tensor.Shape[0];
            return tensor.Shape[0] == Found ? tensor : throw new ShapeException(
                Invariant($"PerSample: one tensor of the input has {Found} samples, another one of shape {tensor.Shape} has {tensor.Shape[0]}."));
        }

        public V Other<V>(V part) => throw new NotSupportedException(
            $"PerSample: {typeof(V).Name} in the input cannot be taken sample by sample; put a tensor in their place, such as a one-hot one.");
    }

    /// <summary>Each sample as a batch of one.</summary>
    private sealed class BatchesOfOne(MapLevel level) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T> => tensor.Rank > 0 && tensor.Shape[0] == level.Count
            ? level.Lift(tensor.Reshape(Shape.Create(level.Count, 1).Then(tensor.Shape[1..])))
            : throw new ShapeException(Invariant($"PerSample: of {level.Count} samples the network has made a tensor of shape {tensor.Shape}."));
    }

    /// <summary>The samples' batches of one as one batch.</summary>
    private sealed class OneBatch(MapLevel level) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T> => tensor.Rank > 0 && tensor.Shape[0] == 1
            ? Samples.Flat(level.Lower(tensor))
            : throw new ShapeException($"PerSample: of one sample the network has made a tensor of shape {tensor.Shape}: the first axis should be the batch.");
    }
}
