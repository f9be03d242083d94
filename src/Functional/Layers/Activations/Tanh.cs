using System.Numerics;
using Functional.Kernels;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ tanh x, any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Tanh { get; } = new(new TanhLink<T>());
}

/// <summary>x ↦ tanh x.</summary>
internal sealed record TanhLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Tanh";

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Tanh(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Elementwise.Zip(dy, y, default(TanhBackLane<T>));
}

/// <summary>The way back of tanh from ȳ and y: ȳ·(1 − y²).</summary>
internal readonly struct TanhBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * (T.One - y * y);

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * (Vector<T>.One - y * y);
}
