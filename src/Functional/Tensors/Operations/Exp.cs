using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>eˣ of each element.</summary>
    public Tensor<T> Exp() => Elementwise.Map<T>(this, Elementary<T>.Exp);
}
