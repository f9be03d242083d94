using System.Numerics;

namespace Functional;

/// <summary>A function of one sample for many samples at once. Below it, each tensor that depends on the sample has the samples along a first axis.</summary>
/// <param name="count">How many samples there are.</param>
internal sealed class MapLevel(int count) : Level
{
    /// <summary>How many samples there are.</summary>
    public int Count => count;

    /// <summary>Samples along a first axis, as one of them.</summary>
    public Tensor<T> Lift<T>(Tensor<T> samples)
        where T : struct, IFloatingPointIeee754<T> => new(new MappedPlace<T>(this, "input", samples));

    /// <summary>The samples along a first axis; what does not depend on the sample is repeated.</summary>
    public Tensor<T> Lower<T>(Tensor<T> sample)
        where T : struct, IFloatingPointIeee754<T> => Samples.Repeated(IsMapped(sample) ? sample.Place.Below : sample, IsMapped(sample), count);

    /// <inheritdoc/>
    public override Tensor<T> Run<T>(Operation<T> operation, ReadOnlySpan<Tensor<T>> operands)
    {
        ExpectCurrent();
        var (below, isMapped) = (new Tensor<T>[operands.Length], new bool[operands.Length]);
        for (var i = 0; i < below.Length; i++)
            (below[i], isMapped[i]) = (Below(operands[i]), IsMapped(operands[i]));
        if (operation is MatMulOperation<T> { Transposed: Transposed.Left } && isMapped is [true, true] && below[0].Rank == 3 && below[1].Rank == 3)
            return new(new ProductPlace<T>(this, below[0], below[1]));
        using (EnterScope())
            return new(new MappedPlace<T>(this, operation.Name, operation.Mapped(below, isMapped, count)));
    }

    /// <summary>The two factors of a tensor that is xᵀ·y of each sample, and has not been computed; null of any other.</summary>
    public (Tensor<T> X, Tensor<T> Y)? FactorsOf<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => IsMapped(tensor) && tensor.Place is ProductPlace<T> { IsComputed: false } place ? (place.X, place.Y) : null;

    /// <inheritdoc/>
    public override Tensor<U> Cast<T, U>(Tensor<T> tensor)
    {
        ExpectCurrent();
        using (EnterScope())
            return new(new MappedPlace<U>(this, "Cast", tensor.Place.Below.Cast<U>()));
    }

    /// <summary>One sample after the other: what is inside of the function is its own.</summary>
    public override Y Run<X, Y>(StepFunction<X, Y> function, X x)
    {
        ExpectCurrent();
        if (count == 0)
            throw new ShapeException($"{function.Name}: there are no samples, so that the shape of its result is not known.");
        using (EnterScope())
        {
            var outputs = new Y[count];
            for (var sample = 0; sample < count; sample++)
                outputs[sample] = function.Apply(x.WithTensors(new OneSample(this, sample)));
            return outputs[0].WithTensors(new Gathered<Y>(this, outputs));
        }
    }

    /// <inheritdoc/>
    public override TraceException Refusal(string tensor, string operation, string reader) => new(
        Invariant($"{reader}: this {tensor}, made by {operation}, stands for {count} samples at once, and has no numbers of its own. ")
        + "Use operations on tensors, or map the function over the samples in a loop.");

    private bool IsMapped<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => tensor.IsTraced && ReferenceEquals(tensor.Place.Level, this);

    private sealed class MappedPlace<T>(MapLevel level, string operation, Tensor<T> below) : Place<T>(level, operation, below.Shape[1..])
        where T : struct, IFloatingPointIeee754<T>
    {
        public override Tensor<T> Below => below;
    }

    /// <summary>
    /// xᵀ·y of each sample, <c>[samples, n, k]</c> and <c>[samples, n, m]</c>, computed when somebody asks: so the gradient of a weight by each sample need not
    /// be written out where its norm or a sum over the samples is wanted.
    /// </summary>
    private sealed class ProductPlace<T>(MapLevel level, Tensor<T> x, Tensor<T> y) : Place<T>(level, "MatMul", [x.Shape[2], y.Shape[2]])
        where T : struct, IFloatingPointIeee754<T>
    {
        private Tensor<T>? product;

        public Tensor<T> X => x;

        public Tensor<T> Y => y;

        public bool IsComputed => product is not null;

        public override Tensor<T> Below => product ??= x.MatMul(y, Transposed.Left);
    }

    /// <summary>The tensors of one sample.</summary>
    private sealed class OneSample(MapLevel level, int sample) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T> => level.IsMapped(tensor) ? Samples.At(tensor.Place.Below, sample) : tensor;
    }

    /// <summary>The tensors of all samples, each one's k-th beside the others'.</summary>
    private sealed class Gathered<Y>(MapLevel level, Y[] outputs) : ITensorMap
        where Y : IVectorSpace<Y>
    {
        private readonly TensorList[] lists = Array.ConvertAll(outputs, static output => TensorList.Of(output));
        private int at;

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            var k = at++;
            return level.Lift(Tensor.Stack<T>(Array.ConvertAll(lists, list => list.At<T>(k))));
        }
    }
}
