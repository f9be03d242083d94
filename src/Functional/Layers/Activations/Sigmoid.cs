using System.Numerics;
using Functional.Kernels;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ 1 / (1 + e⁻ˣ), any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Sigmoid { get; } = new(new SigmoidLink<T>());
}

/// <summary>x ↦ 1 / (1 + e⁻ˣ).</summary>
internal sealed record SigmoidLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Sigmoid";

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Sigmoid(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Elementwise.Zip(dy, y, default(SigmoidBackLane<T>));
}

/// <summary>The way back of the logistic function from ȳ and y: ȳ·y·(1 − y).</summary>
internal readonly struct SigmoidBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * y * (T.One - y);

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * y * (Vector<T>.One - y);
}
