using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>An activation whose derivative follows from its output, so that it can be computed where its input lies.</summary>
internal abstract record ActivationLink<T> : Link<T, Tensor<T>, Tensor<T>>, IPointwise<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public abstract void Run(T[] x, T[] y, int length);

    /// <summary>ȳ·f′ from ȳ and y, whose shapes agree.</summary>
    public abstract Tensor<T> Back(Tensor<T> dy, Tensor<T> y);

    /// <summary>The cotangent itself, after a check of its shape.</summary>
    public Tensor<T> Expect(Tensor<T> dy, Shape shape) => shape.Equals(dy.Shape) ? dy : dy.Expect(shape, $"{Name}: the cotangent");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        var result = Elementwise.Buffer<T>(input.Length);
        Run(input.Data, result.Memory, input.Length);
        var y = new Tensor<T>(result, input.Shape);
        return new(y, dy => new ActivationCotangents<T>(this, y, Expect(dy, y.Shape)));
    }
}

/// <summary>The cotangents of an activation.</summary>
internal sealed class ActivationCotangents<T>(ActivationLink<T> activation, Tensor<T> y, Tensor<T> dy) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    protected override TensorTree<T> ComputeParameters() => TensorTree<T>.Empty;

    protected override Tensor<T> ComputeInput() => activation.Back(dy, y);
}

/// <summary>x ↦ max(x, 0).</summary>
internal sealed record ReluLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Relu";

    public override void Run(T[] x, T[] y, int length) => Lanes.Run(x, y, length, default(ReluLane<T>));

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Lanes.Zip(dy, y, default(ReluBackLane<T>));
}

/// <summary>x ↦ tanh x.</summary>
internal sealed record TanhLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Tanh";

    public override void Run(T[] x, T[] y, int length) => Elementary<T>.Tanh(x, y, length);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Lanes.Zip(dy, y, default(TanhBackLane<T>));
}

/// <summary>x ↦ 1 / (1 + e⁻ˣ).</summary>
internal sealed record SigmoidLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Sigmoid";

    public override void Run(T[] x, T[] y, int length) => Elementary<T>.Sigmoid(x, y, length);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Lanes.Zip(dy, y, default(SigmoidBackLane<T>));
}
