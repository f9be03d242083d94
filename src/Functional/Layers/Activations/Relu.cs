using System.Numerics;
using Functional.Kernels;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ max(x, 0), any shape. At 0 the derivative is taken to be 0.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Relu { get; } = new(new ReluLink<T>());
}

/// <summary>x ↦ max(x, 0).</summary>
internal sealed record ReluLink<T> : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Relu";

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Lanes.Run(x, y, default(ReluLane<T>));

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => Elementwise.Zip(dy, y, default(ReluBackLane<T>));
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReluLane<T> : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => x > T.Zero || T.IsNaN(x) ? x : T.Zero;

    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), Vector<T>.Zero, x);
}

/// <summary>The way back of max(x, 0) from ȳ and y: ȳ where y is above 0, NaN where it is NaN.</summary>
internal readonly struct ReluBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => y > T.Zero ? x : T.IsNaN(y) ? y : T.Zero;

    public Vector<T> Of(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(
        Vector.GreaterThan(y, Vector<T>.Zero), x, Vector.ConditionalSelect(Vector.Equals(y, y), Vector<T>.Zero, y));
}
