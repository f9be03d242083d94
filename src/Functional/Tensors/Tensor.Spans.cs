using System.Numerics.Tensors;

namespace Functional;

// The numbers of a tensor as the span of .NET that has a shape.
public sealed partial class Tensor<T>
{
    /// <summary>The numbers with their shape, as the span of System.Numerics.Tensors: nothing is copied, and nothing can be written. A tensor without axes is shown with one
    /// axis of one place, since such a span has at least one.</summary>
    /// <exception cref="TraceException">The tensor is traced.</exception>
    /// <exception cref="InvalidOperationException">Its memory has been taken back.</exception>
    /// <example><code>
    /// var largest = System.Numerics.Tensors.Tensor.Max(x.AsTensorSpan());
    /// </code></example>
    public ReadOnlyTensorSpan<T> AsTensorSpan()
    {
        var lengths = new nint[Math.Max(1, Rank)];
        lengths[0] = 1;
        for (var axis = 0; axis < Rank; axis++)
            lengths[axis] = Shape[axis];
        return new(Span, lengths);
    }
}

public static partial class Tensor
{
    /// <summary>A tensor of the numbers of a span that has a shape. They are copied, once: a tensor never changes, and the span may.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The numbers; they may have strides.</param>
    /// <exception cref="ShapeException">There are more numbers than a tensor can have.</exception>
    /// <example><code>
    /// var x = Tensor.Create(System.Numerics.Tensors.Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]).AsReadOnlyTensorSpan());
    /// </code></example>
    public static Tensor<T> Create<T>(in ReadOnlyTensorSpan<T> values)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var sizes = new int[values.Rank];
        for (var axis = 0; axis < sizes.Length; axis++)
            sizes[axis] = values.Lengths[axis] <= int.MaxValue ? (int)values.Lengths[axis]
                : throw new ShapeException(Invariant($"Create: axis {axis} has {values.Lengths[axis]} places, but a tensor has at most {int.MaxValue} along one."));
        var shape = Shape.Create(sizes);
        var copy = new T[shape.ElementCount];
        values.FlattenTo(copy);
        return Create(shape, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(copy));
    }
}
