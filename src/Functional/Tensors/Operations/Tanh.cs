using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The hyperbolic tangent of each element.</summary>
    public Tensor<T> Tanh() => Activate(TanhOperation<T>.Rule);

    /// <summary>ȳ·(1 − y²), this being ȳ, of the shape of y.</summary>
    internal Tensor<T> TanhBack(Tensor<T> y) => ZipLane(this, y, TanhBackOperation<T>.Rule, default(TanhBackLane<T>));
}

/// <summary>x̄ = ȳ·(1 − y²).</summary>
internal sealed record TanhOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly TanhOperation<T> Rule = new();

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Tanh(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> y) => dy.TanhBack(y);
}

/// <summary>The way back of tanh, d = ȳ·(1 − y²): to ȳ the same again, to y −2·d̄·ȳ·y.</summary>
internal sealed record TanhBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly TanhBackOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.TanhBack(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) =>
        d => d * first * (second * T.CreateChecked(-2));
}

/// <summary>The way back of tanh from ȳ and y: ȳ·(1 − y²).</summary>
internal readonly struct TanhBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * (T.One - y * y);

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * (Vector<T>.One - y * y);
}
