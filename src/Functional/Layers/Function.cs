using System.Numerics;

namespace Functional;

/// <summary>
/// The vocabulary: layers, combinators and costs at one element type. Made for <c>using static Functional.Layers&lt;float&gt;;</c>. All tensors
/// begin with the axis of the batch; shapes in the documentation show it, those given to layers leave it out.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <example><code>
/// var network = Chain(Dense(512), Relu, Dense(256), Relu, Dense(10));
/// </code></example>
public static partial class Layers<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A layer without parameters from a function as it is written: its way back follows from its operations.</summary>
    /// <param name="name">What the layer is, for messages and diagrams.</param>
    /// <param name="function">The function of a batch <c>[batch, …]</c>, made of operations on tensors. Its operations are looked at once, to learn its
    /// output's shape.</param>
    /// <example><code>
    /// var swish = Function("Swish", x => x * x.Sigmoid());
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Function(string name, Func<Tensor<T>, Tensor<T>> function) =>
        new(new TracedLink<T>(name, null, (_, x) => function(x), function));

    /// <summary>A layer with parameters from a function as it is written: its way back follows from its operations.</summary>
    /// <param name="name">What the layer is, for messages and diagrams.</param>
    /// <param name="initialize">Makes θ from a key and the shape of one sample.</param>
    /// <param name="function">The function of θ and a batch <c>[batch, …]</c>, made of operations on tensors. Its operations are looked at once, to
    /// learn its output's shape.</param>
    /// <example><code>
    /// var highway = Function("Highway",
    ///     (key, shape) => TensorTree&lt;float&gt;.Of(
    ///         ("gate", key.Split("gate").Normal&lt;float&gt;([shape[0], shape[0]])), ("weight", key.Split("weight").Normal&lt;float&gt;([shape[0], shape[0]]))),
    ///     (theta, x) => x.MatMul(theta["gate"]).Sigmoid() is var gate ? gate * x.MatMul(theta["weight"]).Tanh() + (1f - gate) * x : x);
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Function(
        string name, Func<Key, Shape, TensorTree<T>> initialize, Func<TensorTree<T>, Tensor<T>, Tensor<T>> function) =>
        new(new TracedLink<T>(name, initialize, function, function));

    /// <summary>A layer without parameters from a function and its pullback, <c>x ↦ (y, ȳ ↦ x̄)</c>.</summary>
    /// <param name="name">What the layer is, for messages and diagrams.</param>
    /// <param name="function">The function of a batch <c>[batch, …]</c>. It is tried on a batch of one zero sample to learn its output's shape.</param>
    /// <example><code>
    /// var square = Function("square", x => (x * x, dy => 2f * x * dy));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Function(string name, Differentiable<Tensor<T>, Tensor<T>> function) => Pure(
        name,
        input => TracedLink<T>.WithoutBatch(function(Tensor.Zeros<T>([1, .. input.Shape])).Output.Shape, name),
        function);

    /// <summary>A layer with parameters from a function and its pullback, <c>(θ, x) ↦ (y, ȳ ↦ (θ̄, x̄))</c>.</summary>
    /// <param name="name">What the layer is, for messages and diagrams.</param>
    /// <param name="initialize">Makes θ from a key and the shape of one sample.</param>
    /// <param name="forward">The function of θ and a batch <c>[batch, …]</c>. It is tried on a batch of one zero sample to learn its output's shape.</param>
    /// <example><code>
    /// var scale = Function("scale",
    ///     (key, shape) => TensorTree&lt;float&gt;.Of(("factor", key.Normal&lt;float&gt;(shape))),
    ///     (theta, x) => (x * theta["factor"], dy => new(
    ///         () => TensorTree&lt;float&gt;.Of(("factor", (x * dy).SumTo(theta["factor"].Shape))),
    ///         () => theta["factor"] * dy)));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Function(
        string name,
        Func<Key, Shape, TensorTree<T>> initialize,
        Func<TensorTree<T>, Tensor<T>, (Tensor<T> Output, Func<Tensor<T>, Cotangents<T, Tensor<T>>> Pullback)> forward) => new(
        name,
        (key, input) =>
        {
            var parameters = initialize(key, input.Shape);
            var sample = forward(parameters, Tensor.Zeros<T>([1, .. input.Shape])).Output;
            return Initialization<T>.Of(TracedLink<T>.WithoutBatch(sample.Shape, name), parameters);
        },
        (parameters, x, _) =>
        {
            var (y, back) = forward(parameters, x);
            return new(y, back);
        });

    /// <summary>A layer without parameters between any two types, from a differentiable function and a rule for shapes.</summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="name">What the layer is, for messages and diagrams.</param>
    /// <param name="output">From the shape of one sample of the input to that of the output; it refuses what does not fit.</param>
    /// <param name="function">The function of a batch.</param>
    /// <param name="multiplyAdds">From the shape of one sample of the input to its multiply-adds; they are unknown when none is given.</param>
    public static Layer<T, X, Y> Pure<X, Y>(
        string name, Func<Shapes, Shapes> output, Differentiable<X, Y> function, Func<Shapes, MultiplyAdds>? multiplyAdds = null) =>
        new(new PureFunctionLink<T, X, Y>(name, output, function, multiplyAdds));
}
