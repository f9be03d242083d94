using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>x·σ(x) = x/(1 + e⁻ˣ) of each element, called swish, too; at −∞ it is its limit, −0.</summary>
    public Tensor<T> Silu() => Activate(SiluOperation<T>.Rule);

    /// <summary>ȳ·σ(x)·(1 + x·(1 − σ(x))), this being ȳ, of the shape of x.</summary>
    internal Tensor<T> SiluBack(Tensor<T> x) => ZipSpans(this, x, SiluBackOperation<T>.Rule, Elementary<T>.SiluBack);
}

/// <summary>x̄ = ȳ·σ·(1 + x·(1 − σ)).</summary>
internal sealed record SiluOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SiluOperation<T> Rule = new();

    public override bool IsOfOutput => false;

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Silu(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.SiluBack(remembered);
}

/// <summary>The way back of x·σ(x): to ȳ the same again, to x d̄·ȳ·σ·(1 − σ)·(2 + x·(1 − 2σ)).</summary>
internal sealed record SiluBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SiluBackOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.SiluBack(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => d =>
    {
        var gate = second.Sigmoid();
        return d * first * (gate * (T.One - gate) * (T.CreateChecked(2) + second * (T.One - (gate + gate))));
    };
}
