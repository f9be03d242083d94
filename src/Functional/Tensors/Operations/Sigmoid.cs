using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element.</summary>
    public Tensor<T> Sigmoid() => Activate(SigmoidOperation<T>.Rule);

    /// <summary>ȳ·y·(1 − y), this being ȳ, of the shape of y.</summary>
    internal Tensor<T> SigmoidBack(Tensor<T> y) => ZipLane(this, y, SigmoidBackOperation<T>.Rule, default(SigmoidBackLane<T>));
}

/// <summary>x̄ = ȳ·y·(1 − y).</summary>
internal sealed record SigmoidOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SigmoidOperation<T> Rule = new();

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Sigmoid(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => dy.SigmoidBack(y);
}

/// <summary>The way back of the logistic function, d = ȳ·y·(1 − y): to ȳ the same again, to y d̄·ȳ·(1 − 2y).</summary>
internal sealed record SigmoidBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SigmoidBackOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.SigmoidBack(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) =>
        d => d * first * (T.One - (second + second));
}

/// <summary>The way back of the logistic function from ȳ and y: ȳ·y·(1 − y).</summary>
internal readonly struct SigmoidBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * y * (T.One - y);

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * y * (Vector<T>.One - y);
}
