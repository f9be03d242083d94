using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>log(1 + x) of each element, as near to it near zero as elsewhere; NaN where x is below −1.</summary>
    public Tensor<T> Log1p() => IsTraced ? Log1pOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Elementary<T>.Log1p);
}

/// <summary>x̄ = ȳ/(1 + x).</summary>
internal sealed record Log1pOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly Log1pOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Log1p();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy / (T.One + x);
}
