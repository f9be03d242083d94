using System.Numerics.Tensors;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The square root of each element; NaN where it is negative.</summary>
    public Tensor<T> Sqrt() => Elementwise.Map(this, TensorPrimitives.Sqrt);
}
