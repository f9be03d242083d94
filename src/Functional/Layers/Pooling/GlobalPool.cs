using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The largest number of each channel over all of space: <c>[batch, space…, channels]</c> to <c>[batch, channels]</c>. The cotangent goes to the largest, of equals to
    /// the first in row-major order.
    /// </summary>
    public static Layer<T, Tensor<T>, Tensor<T>> GlobalMaxPool { get; } = new(new GlobalMaxPoolLink<T>());

    /// <summary>The mean of each channel over all of space: <c>[batch, space…, channels]</c> to <c>[batch, channels]</c>. Lin et al., ICLR 2014.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> GlobalAveragePool { get; } = new(new GlobalAveragePoolLink<T>());
}

/// <summary>The largest number of each channel.</summary>
internal sealed record GlobalMaxPoolLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "GlobalMaxPool";

    protected override Shapes Infer(Shapes input)
    {
        ImageShape.Space(Name, input.Shape);
        return input.Shape[^1..];
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        Shape lines = [shape[0], ImageShape.Space(Name, SampleAxis.Sample(shape, Name)).ElementCount, shape[^1]];
        var (y, back) = x.Reshape(lines).MaxPoolWithBack(new([new SlidingRule(lines[1], 1, 0, 0, 1)]));
        return (y.Reshape(shape[0], shape[^1]), dy => back(dy.Reshape(shape[0], 1, shape[^1])).Reshape(shape));
    }
}

/// <summary>The mean of each channel.</summary>
internal sealed record GlobalAveragePoolLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "GlobalAveragePool";

    protected override Shapes Infer(Shapes input)
    {
        ImageShape.Space(Name, input.Shape);
        return input.Shape[^1..];
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        Shape lines = [shape[0], ImageShape.Space(Name, SampleAxis.Sample(shape, Name)).ElementCount, shape[^1]];
        return (
            x.Reshape(lines).Mean([1]),
            dy => (dy / T.CreateChecked(lines[1])).Reshape(shape[0], 1, shape[^1]).BroadcastTo(lines).Reshape(shape));
    }
}
