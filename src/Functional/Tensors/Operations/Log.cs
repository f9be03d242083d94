using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The natural logarithm of each element; NaN where it is negative.</summary>
    public Tensor<T> Log() => IsTraced ? LogOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Elementary<T>.Log);
}

/// <summary>x̄ = ȳ/x.</summary>
internal sealed record LogOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly LogOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Log();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy / x;
}
