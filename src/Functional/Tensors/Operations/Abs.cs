using System.Numerics.Tensors;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The absolute value of each element.</summary>
    public Tensor<T> Abs() => Elementwise.Map(this, TensorPrimitives.Abs);
}
