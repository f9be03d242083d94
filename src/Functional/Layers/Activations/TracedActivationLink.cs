using System.Numerics;

namespace Functional;

/// <summary>An activation that is made of operations: its way back follows from these. It mostly keeps the shape.</summary>
internal abstract record TracedActivationLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The function.</summary>
    protected abstract Tensor<T> Of(Tensor<T> x);

    protected override Shapes Infer(Shapes input) => input;

    protected sealed override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected sealed override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> input) => Differentiable.Trace<Tensor<T>, Tensor<T>>(Of)(input);
}
