using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// ½·x·(1 + tanh u) of each element, with u = √(2/π)·(x + 0.044715·x³): what is near to <see cref="Gelu"/>; at −∞ it is its limit, −0. Hendrycks and
    /// Gimpel, 2016.
    /// </summary>
    public Tensor<T> GeluTanh() => Activate(GeluTanhOperation<T>.Rule);

    /// <summary>ȳ·σ·(1 + x·(1 − σ)·v′) with σ = σ(v) and v = 2u, this being ȳ, of the shape of x.</summary>
    internal Tensor<T> GeluTanhBack(Tensor<T> x) => ZipSpans(this, x, GeluTanhBackOperation<T>.Rule, Elementary<T>.GeluTanhBack);
}

/// <summary>x̄ = ȳ·σ·(1 + x·(1 − σ)·v′): ½·(1 + tanh u) is σ(v) with v = 2u.</summary>
internal sealed record GeluTanhOperation<T> : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly GeluTanhOperation<T> Rule = new();

    public override bool IsOfOutput => false;

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Elementary<T>.GeluTanh(x, y);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.GeluTanhBack(remembered);
}

/// <summary>The way back of x·σ(v): to ȳ the same again, to x d̄·ȳ·σ·(1 − σ)·(2·v′ + x·(v″ + (1 − 2σ)·v′²)).</summary>
internal sealed record GeluTanhBackOperation<T> : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly GeluTanhBackOperation<T> Rule = new();

    private static readonly T Linear = T.CreateChecked(GeluTanhFunction.Linear), Cubic = T.CreateChecked(GeluTanhFunction.Cubic);
    private static readonly T ThreeCubic = T.CreateChecked(3 * GeluTanhFunction.Cubic), SixCubic = T.CreateChecked(6 * GeluTanhFunction.Cubic);
    private static readonly T Far = T.CreateChecked(GeluTanhFunction.Far);

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.GeluTanhBack(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => d =>
    {
        var near = second.Clamp(-Far, Far);         // beyond, σ is 0 or 1
        var square = near.Square();
        var gate = (near * (square * Cubic + Linear)).Sigmoid();
        var slope = square * ThreeCubic + Linear;
        var inner = near * SixCubic + (T.One - (gate + gate)) * slope.Square();
        return d * first * (gate * (T.One - gate) * (slope + slope + near * inner));
    };
}
