using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>log(1 + eˣ) of each element: it neither overflows nor loses what is small.</summary>
    public Tensor<T> Softplus() => Activate(SoftplusOperation<T>.Rule);

    /// <summary>ȳ·(1 − e⁻ʸ), this being ȳ, of the shape of y.</summary>
    internal Tensor<T> SoftplusBack(Tensor<T> y) => ZipSpans(this, y, SoftplusBackOperation<T>.Rule, Elementary<T>.SoftplusBack);
}

/// <summary>x̄ = ȳ·(1 − e⁻ʸ), which is σ(x).</summary>
internal sealed record SoftplusOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SoftplusOperation<T> Rule = new();

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.Softplus(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.SoftplusBack(remembered);
}

/// <summary>The way back of log(1 + eˣ): to ȳ the same again, to y d̄·ȳ·e⁻ʸ.</summary>
internal sealed record SoftplusBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SoftplusBackOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.SoftplusBack(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => d => d * first * (-second).Exp();
}
