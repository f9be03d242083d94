using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>Each sample in another shape: <c>[batch, …]</c> to <c>[batch, shape…]</c>.</summary>
    /// <param name="shape">The new shape of one sample, with as many elements as before.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Reshape(Shape shape) => new(new ReshapeLink<T>(shape));
}

/// <summary>Each sample in another shape.</summary>
internal sealed record ReshapeLink<T>(Shape Sample) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"Reshape({Sample})";

    protected override Shapes Infer(Shapes input) => input.Shape.ElementCount == Sample.ElementCount
        ? Sample
        : throw new ShapeException(
            Invariant($"Reshape: a sample of shape {input} has {input.Shape.ElementCount} elements, but {Sample} has {Sample.ElementCount}."));

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        Infer(SampleAxis.Sample(shape, "Reshape"));
        return (x.Reshape(shape[..1].Then(Sample)), dy => dy.Reshape(shape));
    }
}
