using System.Numerics;

namespace Functional;

/// <summary>[a, b] ↦ a·f(b), the halves of the last axis: the second is the gate.</summary>
internal abstract record GatedLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What is done to the gate.</summary>
    protected abstract Activation<T> Gate { get; }

    protected override Shapes Infer(Shapes input) => input.Shape.With(-1, HalfOf(input.Shape));

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> input)
    {
        var half = HalfOf(input.Shape);
        var (value, gate) = (input.Slice(-1, 0, half), input.Slice(-1, half, half));
        var open = gate.Activate(Gate);
        return (value * open, Back(value, open, Gate.Remembered(gate, open)));
    }

    private Func<Tensor<T>, Tensor<T>> Back(Tensor<T> value, Tensor<T> open, Tensor<T> remembered) => dy =>
        Tensor.Concatenate(-1, dy * open, Gate.Back(dy * value, remembered));

    private int HalfOf(Shape shape) => Layers<T>.Features(shape, Name) is var features && features % 2 == 0
        ? features / 2
        : throw new ShapeException(Invariant($"{Name} cuts the last axis into halves, but of {features} features of an input of shape {shape} there are none."));
}
