using System.Numerics;

namespace Functional;

/// <summary>The result of a forward pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="Output">The output y.</param>
/// <param name="Pullback">From ∂C/∂y to ∂C/∂θ and ∂C/∂x.</param>
/// <param name="State">The state after this pass; empty for most layers.</param>
public readonly record struct Evaluation<T, X, Y>(Y Output, Func<Y, Cotangents<T, X>> Pullback, TensorTree<T> State)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A forward pass that leaves no state.</summary>
    /// <param name="output">The output y.</param>
    /// <param name="pullback">From ∂C/∂y to ∂C/∂θ and ∂C/∂x.</param>
    public Evaluation(Y output, Func<Y, Cotangents<T, X>> pullback) : this(output, pullback, TensorTree<T>.Empty)
    {
    }

    /// <summary>The output.</summary>
    public override string ToString() => Invariant($"{Output}");
}
