using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>Some places of one axis of each sample: <c>[batch, …, n, …]</c> to <c>[batch, …, length, …]</c>.</summary>
    /// <param name="axis">The axis of one sample: 0 is the first after the batch, −1 the last.</param>
    /// <param name="start">The first place, from 0.</param>
    /// <param name="length">How many places; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative, or the length is not positive.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Slice(int axis, int start, int length)
    {
        if (start < 0)
            throw new ArgumentOutOfRangeException(nameof(start), Invariant($"Slice: places are numbered from 0, got a start of {start}."));
        if (length < 1)
            throw new ArgumentOutOfRangeException(nameof(length), Invariant($"Slice: at least 1 place is taken, got {length}."));
        return new(new SliceLink<T>(axis, start, length));
    }

    /// <summary>One place of one axis of each sample, and the axis is gone: <c>[batch, …, n, …]</c> to <c>[batch, …, …]</c>.</summary>
    /// <param name="axis">The axis of one sample: 0 is the first after the batch, −1 the last.</param>
    /// <param name="index">The place: from 0, or −1 for the last.</param>
    /// <example><code>
    /// var last = recurrent.Then(Select(0, -1));        // the output of the last step
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Select(int axis, int index) => new(new SelectLink<T>(axis, index));
}

/// <summary>Some places of one axis.</summary>
internal sealed record SliceLink<T>(int Axis, int Start, int Length) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Slice({Axis}, {Start}, {Length})");

    protected override Shapes Infer(Shapes input)
    {
        var axis = SampleAxis.Of(input.Shape, Axis, Name);
        return Length <= input.Shape[axis] - Start
            ? input.Shape.With(axis, Length)
            : throw new ShapeException(Invariant($"{Name}: a sample of shape {input} has {input.Shape[axis]} places on this axis."));
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var sample = SampleAxis.Sample(x.Shape, Name);
        Infer(sample);
        return Cut(x, SampleAxis.Of(sample, Axis, Name) + 1, Start, Length);
    }

    /// <summary>Places of an axis of the batch, and the way back: zeros stand where nothing was taken.</summary>
    public static (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Cut(Tensor<T> x, int axis, int start, int length)
    {
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        return (x.Slice(axis, start, length), dy => Tensor.Concatenate(
            axis, Tensor.Zeros<T>(shape.With(axis, start)), dy, Tensor.Zeros<T>(shape.With(axis, shape[axis] - start - length))));
    }
}

/// <summary>One place of one axis.</summary>
internal sealed record SelectLink<T>(int Axis, int Index) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Select({Axis}, {Index})");

    protected override Shapes Infer(Shapes input)
    {
        var axis = SampleAxis.Of(input.Shape, Axis, Name);
        PlaceOf(input.Shape, axis);
        return input.Shape[..axis].Then(input.Shape[(axis + 1)..]);
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var sample = SampleAxis.Sample(x.Shape, Name);
        var axis = SampleAxis.Of(sample, Axis, Name);
        var (y, back) = SliceLink<T>.Cut(x, axis + 1, PlaceOf(sample, axis), 1);
        var cut = y.Shape;
        return (y.Reshape(x.Shape[..(axis + 1)].Then(x.Shape[(axis + 2)..])), dy => back(dy.Reshape(cut)));
    }

    private int PlaceOf(Shape sample, int axis) => Index >= -sample[axis] && Index < sample[axis]
        ? Index < 0 ? Index + sample[axis] : Index
        : throw new ShapeException(Invariant($"{Name}: a sample of shape {sample} has {sample[axis]} places on this axis."));
}
