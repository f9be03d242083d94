using System.Numerics;

namespace Functional;

// A function of one sample as a function of many: the operations are done for all samples at once.
public static partial class Differentiable
{
    /// <summary>
    /// A function of one sample for many samples at once: every tensor of x has the samples along an axis, every tensor of y along its first one. Each
    /// operation inside is done for all samples together, where there is a way, and the numbers are bitwise those of a loop; but a product with a matrix
    /// that is the same for all samples is one product of all their rows, and agrees to rounding. What the function closes over is the same for all
    /// samples. The function may take gradients inside, and the whole can be traced.
    /// </summary>
    /// <typeparam name="X">A tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <typeparam name="Y">A tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <param name="function">The function of one sample, made of operations on tensors.</param>
    /// <param name="axis">The axis of the samples in each tensor of x; 0 is the first, −1 the last.</param>
    /// <returns>
    /// The function of all samples. It throws a <see cref="ShapeException"/> where the tensors do not have equally many, and a <see cref="TraceException"/>
    /// where the function reads numbers.
    /// </returns>
    /// <example><code>
    /// var slopes = Differentiable.Map(Differentiable.Trace((Tensor&lt;double&gt; x) => x.Tanh().Sum()).Gradient());     // of each row
    /// </code></example>
    public static Func<X, Y> Map<X, Y>(Func<X, Y> function, int axis = 0)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => x =>
    {
        Depth.Ensure();
        var counts = new SampleCount(axis);
        x.WithTensors(counts);
        var level = new MapLevel(counts.Found ?? throw new ShapeException("Map: the input has no tensors, so that it has no samples."));
        try
        {
            var y = function(x.WithTensors(new SamplesIn(level, axis))) ?? throw new TraceException("A mapped function has returned null.");
            return y.WithTensors(new SamplesOut(level));
        }
        finally
        {
            level.End();
        }
    };

    /// <summary>How many samples there are along an axis of every tensor.</summary>
    private sealed class SampleCount(int axis) : ITensorMap
    {
        public int? Found { get; private set; }

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            var count = tensor.Shape[tensor.Shape.Axis(axis)];
            Found ??= count;
            return count == Found ? tensor : throw new ShapeException(
                Invariant($"Map: one tensor of the input has {Found} samples along axis {axis}, another one of shape {tensor.Shape} has {count}."));
        }

        public V Other<V>(V part) => throw new NotSupportedException(
            $"Map: {typeof(V).Name} cannot be mapped, for operations that choose by them are the same for all samples: map a tensor, such as a one-hot one.");
    }

    private sealed class SamplesIn(MapLevel level, int axis) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            var from = tensor.Shape.Axis(axis);
            return level.Lift(from == 0 ? tensor : tensor.Permute([from, .. Enumerable.Range(0, tensor.Rank).Where(each => each != from)]));
        }
    }

    private sealed class SamplesOut(MapLevel level) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T> => level.Lower(tensor);
    }
}
