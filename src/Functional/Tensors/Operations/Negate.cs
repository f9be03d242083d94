using System.Numerics;
using System.Numerics.Tensors;

namespace Functional;

public sealed partial class Tensor<T> : IUnaryNegationOperators<Tensor<T>, Tensor<T>>
{
    /// <summary>Each element negated.</summary>
    /// <param name="value">The operand.</param>
    public static Tensor<T> operator -(Tensor<T> value) => Elementwise.Map(value, TensorPrimitives.Negate);
}
