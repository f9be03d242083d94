using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The hyperbolic cosine of each element.</summary>
    public Tensor<T> Cosh() => IsTraced ? CoshOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Each<T, CoshKernel<T>>.Run);
}

/// <summary>x̄ = ȳ·sinh x.</summary>
internal sealed record CoshOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly CoshOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Cosh();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * x.Sinh();
}

internal readonly struct CoshKernel<T> : IEach<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x) => T.Cosh(x);
}
