using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The natural logarithm of each element; NaN where it is negative.</summary>
    public Tensor<T> Log() => Elementwise.Map<T>(this, Elementary<T>.Log);
}
