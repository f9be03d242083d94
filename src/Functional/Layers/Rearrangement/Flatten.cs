using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>All axes but the batch in one: <c>[batch, a, b, …]</c> to <c>[batch, a·b·…]</c>.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Flatten { get; } = new(new FlattenLink<T>());
}

/// <summary>All axes of a sample in one.</summary>
internal sealed record FlattenLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Flatten";

    protected override Shapes Infer(Shapes input) => Shape.Create(input.Shape.ElementCount);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        return (x.Reshape(shape[..1].Then([SampleAxis.Sample(shape, Name).ElementCount])), dy => dy.Reshape(shape));
    }
}
