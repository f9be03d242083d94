using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>max(x, 0) of each element; NaN stays NaN. At 0 the derivative is taken to be 0.</summary>
    public Tensor<T> Relu() => Activate(ReluOperation<T>.Rule);

    /// <summary>ȳ where y is above 0, and 0 elsewhere, this being ȳ, of the shape of y.</summary>
    internal Tensor<T> ReluBack(Tensor<T> y) => ZipLane(this, y, ReluBackOperation<T>.Rule, default(ReluBackLane<T>));
}

/// <summary>x̄ = ȳ where y is above 0, and 0 elsewhere.</summary>
internal sealed record ReluOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly ReluOperation<T> Rule = new();

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Lanes.Run(x, y, default(ReluLane<T>));

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => dy.ReluBack(y);
}

/// <summary>The way back of max(x, 0): to ȳ the same again, to y nothing.</summary>
internal sealed record ReluBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly ReluBackOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.ReluBack(second);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
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
