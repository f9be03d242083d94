using System.Numerics;

namespace Functional;

// Second derivatives of costs, mostly as products, so that no matrix of them is ever made.
public static partial class Differentiable
{
    /// <summary>(x, v) ↦ (∂C/∂x, H·v) with the Hessian H of a cost C: the gradient, and how it changes along v. H is symmetric, so that it is the pullback of the
    /// gradient. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6(1), 1994.</summary>
    /// <typeparam name="X">The type of the input and of the direction.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="cost">The cost C, traced, or with a pullback that is written with operations on tensors.</param>
    /// <example><code>
    /// var (gradient, product) = network.On(x).Then(CrossEntropy(labels)).Hvp()(theta, direction);
    /// </code></example>
    public static Func<X, X, (X Gradient, X Product)> Hvp<X, T>(this Differentiable<X, Tensor<T>> cost)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T> => (x, v) =>
    {
        var (gradient, product) = cost.HessianOperator()(x);
        return (gradient, product(v));
    };

    /// <summary>
    /// x ↦ (∂C/∂x, v ↦ H·v): the gradient and the Hessian as a function, for many products at one point at the price of one gradient: for Lanczos, or for
    /// conjugate gradients.
    /// </summary>
    /// <typeparam name="X">The type of the input and of the directions.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="cost">The cost C, traced, or with a pullback that is written with operations on tensors.</param>
    /// <example><code>
    /// var (gradient, hessian) = network.On(x).Then(CrossEntropy(labels)).HessianOperator()(theta);
    /// var curvature = direction.Dot(hessian(direction));
    /// </code></example>
    public static Func<X, (X Gradient, Func<X, X> Product)> HessianOperator<X, T>(this Differentiable<X, Tensor<T>> cost)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T> => x =>
    {
        var (gradient, pass) = Tracing.Pass(cost.Gradient(), x, isLinear: false, Tracing.Direction);
        return (gradient, pass.Back);
    };

    /// <summary>x ↦ ∂²C/∂x², <c>[x…, x…]</c>: the Hessian of a cost of one tensor.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="cost">The cost C, traced, or with a pullback that is written with operations on tensors.</param>
    public static Func<Tensor<T>, Tensor<T>> Hessian<T>(this Differentiable<Tensor<T>, Tensor<T>> cost)
        where T : struct, IFloatingPointIeee754<T> => Trace(cost.Gradient()).Jacobian();

    /// <summary>x ↦ ∂²C/∂x² as a matrix, <c>[n, n]</c>, of all n coordinates of x in their order: the Hessian of a cost of a tree or a pair.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="cost">The cost C, traced, or with a pullback that is written with operations on tensors.</param>
    public static Func<X, Tensor<T>> Hessian<X, T>(this Differentiable<X, Tensor<T>> cost)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T> => x =>
    {
        var (_, back) = Tracing.Run(cost.Gradient(), x);
        var zero = x.Zero;
        var n = x.Dimension;
        return n == 0
            ? Tensor.Zeros<T>([0, 0])
            : Tensor.Stack<T>([.. Enumerable.Range(0, n).Select(i => Coordinates<X, T>(back(zero.WithCoordinates(at => at == i ? 1 : 0))))]);
    };

    /// <summary>x ↦ Σ ∂²C/∂xᵢ²: the trace of the Hessian of a cost.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="cost">The cost C, traced, or with a pullback that is written with operations on tensors.</param>
    public static Func<X, Tensor<T>> Laplacian<X, T>(this Differentiable<X, Tensor<T>> cost)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T> => x =>
    {
        var (_, back) = Tracing.Run(cost.Gradient(), x);
        var zero = x.Zero;
        return x.Dimension == 0 ? Tensor.Zeros<T>([]) : PairwiseSum.Of(x.Dimension, i => InnerProduct<X, T>(back(Unit(i)), Unit(i)));

        X Unit(int i) => zero.WithCoordinates(at => at == i ? 1 : 0);
    };

    /// <summary>
    /// (x, v) ↦ (∂C/∂x, G·v) with the Gauss-Newton matrix G = Jᵀ·H·J of a cost C(f(x)): J is the Jacobian of f, H the Hessian of C by the outputs alone. Where C
    /// is convex, G has no negative eigenvalues. Schraudolph, Neural Computation 14(7), 2002.
    /// </summary>
    /// <typeparam name="X">The type of the input and of the direction.</typeparam>
    /// <typeparam name="Y">The type between.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="function">The function f: a network on its data, as a function of its parameters.</param>
    /// <param name="cost">The cost C of the outputs.</param>
    /// <example><code>
    /// var (gradient, product) = network.On(x).GaussNewton(CrossEntropy(labels).At(TensorTree&lt;float&gt;.Empty))(theta, direction);
    /// </code></example>
    public static Func<X, X, (X Gradient, X Product)> GaussNewton<X, Y, T>(this Differentiable<X, Y> function, Differentiable<Y, Tensor<T>> cost)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where T : struct, IFloatingPointIeee754<T> => (x, v) =>
    {
        var (gradient, product) = function.GaussNewtonOperator(cost)(x);
        return (gradient, product(v));
    };

    /// <summary>x ↦ (∂C/∂x, v ↦ G·v): the gradient and the Gauss-Newton matrix as a function, for many products at one point.</summary>
    /// <typeparam name="X">The type of the input and of the directions.</typeparam>
    /// <typeparam name="Y">The type between.</typeparam>
    /// <typeparam name="T">The element type of the cost.</typeparam>
    /// <param name="function">The function f: a network on its data, as a function of its parameters.</param>
    /// <param name="cost">The cost C of the outputs.</param>
    public static Func<X, (X Gradient, Func<X, X> Product)> GaussNewtonOperator<X, Y, T>(this Differentiable<X, Y> function, Differentiable<Y, Tensor<T>> cost)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where T : struct, IFloatingPointIeee754<T> => x =>
    {
        var (y, back) = function(x);
        var derivative = Tracing.Transpose(back, y, Tracing.Direction);
        var (gradient, hessian) = cost.HessianOperator()(y);
        return (back(gradient), v => back(hessian(derivative(v))));
    };

    /// <summary>
    /// (x, v) ↦ F·v with the Fisher information F = Jᵀ·A″·J of outputs that are the natural parameters of a distribution with the log-partition function A: the
    /// covariance of the score. It is the Gauss-Newton matrix of A. Amari, Neural Computation 10(2), 1998.
    /// </summary>
    /// <typeparam name="X">The type of the input and of the direction.</typeparam>
    /// <typeparam name="Y">The type of the outputs.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">A network on its data, as a function of its parameters.</param>
    /// <param name="logPartition">The function A, summed over all samples: one of <see cref="LogPartition{T}"/>.</param>
    /// <example><code>
    /// var product = network.On(x).Fisher(LogPartition&lt;float&gt;.Categorical)(theta, direction);
    /// </code></example>
    public static Func<X, X, X> Fisher<X, Y, T>(this Differentiable<X, Y> function, Differentiable<Y, Tensor<T>> logPartition)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
        where T : struct, IFloatingPointIeee754<T> => (x, v) => function.GaussNewton(logPartition)(x, v).Product;
}
