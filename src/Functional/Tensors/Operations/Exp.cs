using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>eˣ of each element.</summary>
    public Tensor<T> Exp() => IsTraced ? ExpOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Elementary<T>.Exp);
}

/// <summary>x̄ = ȳ·y.</summary>
internal sealed record ExpOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly ExpOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Exp();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * y;
}
