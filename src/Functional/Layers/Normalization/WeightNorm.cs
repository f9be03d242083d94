using System.Numerics;

namespace Functional;

/// <summary>Layers whose weights are a length times a direction.</summary>
public static class WeightNormalization
{
    /// <summary>
    /// The layer with each of its weights as W = g·V/‖V‖: the last axis of a weight is that of the units, and each unit has a length g of its own and a direction
    /// V over all other axes. It begins at the layer's own weights. What a layer calls <c>weight</c> and has two axes or more is a weight; in its place θ has
    /// <c>weight.direction</c>, of its shape, and <c>weight.length</c>, <c>[units]</c>. A direction of zeros has no length that fits: it gives NaN.
    /// Salimans and Kingma, NeurIPS 2016.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="layer">The layer, of any depth.</param>
    /// <exception cref="ParameterException">At initialisation: the layer has no weight.</exception>
    /// <example><code>
    /// var network = Chain(Dense(64).WeightNorm(), Relu, Dense(10));
    /// </code></example>
    public static Layer<T, X, Y> WeightNorm<T, X, Y>(this Layer<T, X, Y> layer)
        where T : struct, IFloatingPointIeee754<T> => new(new ReparameterizedLink<T, X, Y>(layer, "WeightNorm", LengthAndDirection<T>.Start, LengthAndDirection<T>.Weights)
        {
            Written = "WeightNorm()",
        });
}

/// <summary>Weights from lengths and directions.</summary>
internal static class LengthAndDirection<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Lengths and directions of given weights.</summary>
    public static readonly Func<Key, TensorTree<T>, TensorTree<T>> Start = static (_, made) => Weight.Replace(
        Weight.Expect(made, "WeightNorm"), static (_, weight) => TensorTree<T>.Of(("direction", weight), ("length", Lengths(weight))));

    /// <summary>The weights, and the way back: ḡ = ⟨W̄, u⟩ and V̄ = (W̄ − u·ḡ)·g/‖V‖, where u = V/‖V‖, unit by unit.</summary>
    public static readonly Differentiable<TensorTree<T>, TensorTree<T>> Weights = static theta =>
    {
        var units = new Dictionary<string, (Tensor<T> Unit, Tensor<T> Factor)>();
        var weights = Weight.ReplacePairs(theta, "direction", "length", (path, direction, length) =>
        {
            var lengths = Lengths(direction);
            var unit = direction / lengths;
            units[path] = (unit, length.Expect(lengths.Shape, $"WeightNorm: the length of {path}") / lengths);
            return unit * length;
        });
        return (weights, Pullback(units));
    };

    private static Func<TensorTree<T>, TensorTree<T>> Pullback(Dictionary<string, (Tensor<T> Unit, Tensor<T> Factor)> units) => d => Weight.Replace(d, (path, dweight) =>
    {
        var (unit, factor) = units[path];
        var along = Weight.SumOfUnits(dweight * unit);
        return TensorTree<T>.Of(("direction", (dweight - unit * along) * factor), ("length", along));
    });

    private static Tensor<T> Lengths(Tensor<T> weight) => Weight.SumOfUnits(weight * weight).Sqrt();
}
