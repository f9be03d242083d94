using System.Numerics;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The same numbers, as a constant for whoever differentiates: nothing flows back through it. In a traced function the numbers of a tensor can be read
    /// only so.
    /// </summary>
    /// <example><code>
    /// var f = Differentiable.Trace((Tensor&lt;double&gt; x) => x * x.StopGradient());      // f′(x) = x, not 2x
    /// </code></example>
    public Tensor<T> StopGradient() => IsTraced ? StopGradientOperation<T>.Rule.Trace(this) : this;
}

/// <summary>The same numbers, as a constant.</summary>
internal sealed record StopGradientOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly StopGradientOperation<T> Rule = new();

    public override bool IsConstant => true;

    public override Tensor<T> Apply(Tensor<T> x) => x.StopGradient();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>>? Pullback(Tensor<T> x, Tensor<T> y) => null;
}
