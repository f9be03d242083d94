using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ eˣ / Σ eˣ over the last axis, <c>[batch, …, classes]</c>. The maximum is subtracted first, so that nothing overflows.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Softmax { get; } = new(new SoftmaxLink<T>());
}

/// <summary>The exponentials of classes over their sum.</summary>
internal sealed record SoftmaxLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Softmax";

    protected override Shapes Infer(Shapes input)
    {
        Layers<T>.Features(input.Shape, Name);
        return input.Shape;
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> input)
    {
        Layers<T>.Features(input.Shape, Name);
        var y = input.Softmax();
        return (y, dy => SoftmaxOperation<T>.Back(y, dy));
    }
}
