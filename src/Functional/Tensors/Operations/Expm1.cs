using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>eˣ − 1 of each element, as near to it near zero as elsewhere.</summary>
    public Tensor<T> Expm1() => IsTraced ? Expm1Operation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Elementary<T>.Expm1);
}

/// <summary>x̄ = ȳ·eˣ: of y + 1 nothing is left where x is far below zero.</summary>
internal sealed record Expm1Operation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly Expm1Operation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Expm1();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * x.Exp();
}
