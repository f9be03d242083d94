using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The hyperbolic tangent of each element.</summary>
    public Tensor<T> Tanh() => Elementwise.Map<T>(this, Elementary<T>.Tanh);
}
