using System.Numerics;
using System.Numerics.Tensors;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The absolute value of each element.</summary>
    public Tensor<T> Abs() => IsTraced ? AbsOperation<T>.Rule.Trace(this) : Elementwise.Map(this, TensorPrimitives.Abs);
}

/// <summary>x̄ = ȳ·sign x: 0 at 0.</summary>
internal sealed record AbsOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly AbsOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Abs();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => SignOperation<T>.Back(x);
}
