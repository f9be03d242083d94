using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The arctangent of each element, in radians.</summary>
    public Tensor<T> Atan() => IsTraced ? AtanOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Each<T, AtanKernel<T>>.Run);
}

/// <summary>x̄ = ȳ/(1 + x²).</summary>
internal sealed record AtanOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly AtanOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Atan();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy / (T.One + x * x);
}

internal readonly struct AtanKernel<T> : IEach<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x) => T.Atan(x);
}
