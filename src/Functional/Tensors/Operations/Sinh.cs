using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The hyperbolic sine of each element.</summary>
    public Tensor<T> Sinh() => IsTraced ? SinhOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Each<T, SinhKernel<T>>.Run);
}

/// <summary>x̄ = ȳ·cosh x.</summary>
internal sealed record SinhOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SinhOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Sinh();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * x.Cosh();
}

internal readonly struct SinhKernel<T> : IEach<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x) => T.Sinh(x);
}
