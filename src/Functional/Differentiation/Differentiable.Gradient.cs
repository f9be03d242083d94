using System.Numerics;

namespace Functional;

// The gradient of a cost: a forward pass, δ = 1 at the end, a backward pass.
public static partial class Differentiable
{
    /// <summary>x ↦ (C(x), ∂C/∂x) for a cost C.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="cost">A function whose output is one number.</param>
    /// <returns>
    /// The function of x; its value is a tensor, so that both can be differentiated. It throws a <see cref="ShapeException"/> where the cost is not one number.
    /// </returns>
    /// <example><code>
    /// var (cost, dParameters) = network.On(x).Then(CrossEntropy(labels)).ValueAndGradient()(parameters);
    /// </code></example>
    public static Func<X, (Tensor<T> Value, X Gradient)> ValueAndGradient<X, T>(this Differentiable<X, Tensor<T>> cost)
        where T : struct, IFloatingPointIeee754<T> => x =>
    {
        var (value, back) = cost(x);
        return value.Length == 1
            ? (value, back(Tensor.Ones<T>(value.Shape)))
            : throw new ShapeException($"Gradient: a cost is one number, but this one has shape {value.Shape}; sum it or take its mean.");
    };

    /// <summary>x ↦ ∂C/∂x for a cost C.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="cost">A function whose output is one number.</param>
    /// <returns>The function of x; it throws a <see cref="ShapeException"/> where the cost is not one number.</returns>
    /// <example><code>
    /// var f = Differentiable.Trace((Tensor&lt;double&gt; x) => x * x * x);
    /// var second = Differentiable.Trace(f.Gradient()).Gradient()(2);        // 12
    /// </code></example>
    public static Func<X, X> Gradient<X, T>(this Differentiable<X, Tensor<T>> cost)
        where T : struct, IFloatingPointIeee754<T>
    {
        var both = cost.ValueAndGradient();
        return x => both(x).Gradient;
    }
}
