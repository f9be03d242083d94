using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x − log Σ eˣ over the last axis, <c>[batch, …, classes]</c>: the logarithm of <see cref="Softmax"/>, without overflow.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> LogSoftmax { get; } = new(new LogSoftmaxLink<T>());
}

/// <summary>The logarithm of softmax.</summary>
internal sealed record LogSoftmaxLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "LogSoftmax";

    protected override Shapes Infer(Shapes input)
    {
        Layers<T>.Features(input.Shape, Name);
        return input.Shape;
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> input)
    {
        Layers<T>.Features(input.Shape, Name);
        var y = input.LogSoftmax();
        return (y, dy => LogSoftmaxOperation<T>.Back(y, dy));
    }
}
