using System.Numerics;
using System.Numerics.Tensors;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The square root of each element; NaN where it is negative.</summary>
    public Tensor<T> Sqrt() => IsTraced ? SqrtOperation<T>.Rule.Trace(this) : Elementwise.Map(this, TensorPrimitives.Sqrt);
}

/// <summary>x̄ = ȳ/2y.</summary>
internal sealed record SqrtOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SqrtOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Sqrt();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy / (y + y);
}
