using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The cosine of each element, in radians.</summary>
    public Tensor<T> Cos() => IsTraced ? CosOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Each<T, CosKernel<T>>.Run);
}

/// <summary>x̄ = −ȳ·sin x.</summary>
internal sealed record CosOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly CosOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Cos();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => -(dy * x.Sin());
}

internal readonly struct CosKernel<T> : IEach<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x) => T.Cos(x);
}
