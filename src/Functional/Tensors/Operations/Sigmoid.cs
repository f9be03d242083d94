using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element.</summary>
    public Tensor<T> Sigmoid() => Elementwise.Map<T>(this, Elementary<T>.Sigmoid);
}
