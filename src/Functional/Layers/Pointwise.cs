using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>
/// An activation whose derivative follows from its output, so that it can be computed where its input lies. A layer is known as one by the method of
/// its forward pass: with another forward pass it is another layer.
/// </summary>
internal abstract class Pointwise<T>(string name) : IPointwise<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly string cotangent = $"{name}: the cotangent";

    /// <inheritdoc/>
    public abstract void Run(T[] x, T[] y, int length);

    /// <summary>ȳ·f′ from ȳ and y, whose shapes agree.</summary>
    public abstract Tensor<T> Back(Tensor<T> dy, Tensor<T> y);

    /// <summary>The cotangent itself, after a check of its shape.</summary>
    public Tensor<T> Expect(Tensor<T> dy, Shape shape) => dy.Expect(shape, cotangent);

    public Layer<T, Tensor<T>, Tensor<T>> ToLayer() => new(name, static (_, input) => Initialization<T>.Of(input.Shape), Forward);

    private Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
    {
        parameters.Only();
        var result = Elementwise.Buffer<T>(x.Length);
        Run(x.Data, result.Memory, x.Length);
        var y = new Tensor<T>(result, x.Shape);
        return new(y, dy => new(new PureCotangents<T, Tensor<T>, Tensor<T>>(dy => Back(Expect(dy, y.Shape), y), dy)), Parameters<T>.Empty);
    }
}

/// <summary>x ↦ max(x, 0).</summary>
internal sealed class ReluFunction<T>() : Pointwise<T>("Relu")
    where T : struct, IFloatingPointIeee754<T>
{
    public override void Run(T[] x, T[] y, int length) => Lanes.Run(x, y, length, default(ReluLane<T>));

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Lanes.Zip(dy, y, default(ReluBackLane<T>));
}

/// <summary>x ↦ tanh x.</summary>
internal sealed class TanhFunction<T>() : Pointwise<T>("Tanh")
    where T : struct, IFloatingPointIeee754<T>
{
    public override void Run(T[] x, T[] y, int length) => Elementary<T>.Tanh(x, y, length);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Lanes.Zip(dy, y, default(TanhBackLane<T>));
}

/// <summary>x ↦ 1 / (1 + e⁻ˣ).</summary>
internal sealed class SigmoidFunction<T>() : Pointwise<T>("Sigmoid")
    where T : struct, IFloatingPointIeee754<T>
{
    public override void Run(T[] x, T[] y, int length) => Elementary<T>.Sigmoid(x, y, length);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Lanes.Zip(dy, y, default(SigmoidBackLane<T>));
}
