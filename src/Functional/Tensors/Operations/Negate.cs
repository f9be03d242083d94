using System.Numerics;
using System.Numerics.Tensors;

namespace Functional;

public sealed partial class Tensor<T> : IUnaryNegationOperators<Tensor<T>, Tensor<T>>
{
    /// <summary>Each element negated.</summary>
    /// <param name="value">The operand.</param>
    public static Tensor<T> operator -(Tensor<T> value) => value.IsTraced ? NegateOperation<T>.Rule.Trace(value) : Elementwise.Map(value, TensorPrimitives.Negate);
}

/// <summary>x̄ = −ȳ.</summary>
internal sealed record NegateOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly NegateOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => -x;

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => static dy => -dy;
}
