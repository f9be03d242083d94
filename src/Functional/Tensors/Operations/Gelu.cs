using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>x·Φ(x) of each element, Φ being the normal distribution; at −∞ it is its limit, −0. Hendrycks and Gimpel, 2016.</summary>
    public Tensor<T> Gelu() => Activate(GeluOperation<T>.Rule);

    /// <summary>ȳ·(Φ(x) + x·φ(x)), this being ȳ, of the shape of x.</summary>
    internal Tensor<T> GeluBack(Tensor<T> x) => ZipSpans(this, x, GeluBackOperation<T>.Rule, Elementary<T>.GeluBack);
}

/// <summary>x̄ = ȳ·(Φ(x) + x·φ(x)).</summary>
internal sealed record GeluOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly GeluOperation<T> Rule = new();

    public override bool IsOfOutput => false;

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Gelu(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.GeluBack(remembered);
}

/// <summary>The way back of x·Φ(x): to ȳ the same again, to x d̄·ȳ·φ(x)·(2 − x²).</summary>
internal sealed record GeluBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly GeluBackOperation<T> Rule = new();

    // φ is zero there, and x² is finite.
    private static readonly T Far = T.CreateChecked(64);
    private static readonly T MinusHalf = T.CreateChecked(-0.5), Peak = T.CreateChecked(0.3989422804014327);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.GeluBack(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => d =>
    {
        var square = second.Clamp(-Far, Far).Square();
        return d * first * ((square * MinusHalf).Exp() * Peak * (T.CreateChecked(2) - square));
    };
}
