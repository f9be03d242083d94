using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// x ↦ x where it is above 0, and a·x elsewhere, any shape. In training a is drawn for each element, uniformly between two bounds, by the context's key; at
    /// inference it is their mean. At 0 the derivative is taken to be a. Xu et al., arXiv:1505.00853, 2015.
    /// </summary>
    /// <param name="low">The lower bound of the slopes; finite.</param>
    /// <param name="high">The upper bound; finite, and not below the lower one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, as given or in the element type, or they are not in order.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> RRelu(double low = 1.0 / 8, double high = 1.0 / 3)
    {
        Setting.In<T>(low, nameof(low), "RRelu: the lower bound is finite", double.IsFinite);
        Setting.In<T>(high, nameof(high), "RRelu: the upper bound is finite", double.IsFinite);
        if (low > high)
            throw new ArgumentOutOfRangeException(nameof(low), Invariant($"RRelu: the bounds {low} and {high} are not in order."));
        return new(new RReluLink<T>(low, high, T.CreateChecked(low / 2 + high / 2)));
    }
}

/// <summary>A leaky ReLU with random slopes.</summary>
internal sealed record RReluLink<T>(double Low, double High, T Mean) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"RRelu({Low}, {High})");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        var drawn = context.Mode == Mode.Inference ? Mean : context.Key.Uniform<T>(input.Shape, Low, High);
        var slopes = Tensor.Where(input.Greater(T.Zero), T.One, drawn);
        return new(input * slopes, dy => (TensorTree<T>.Empty, dy.Expect(slopes.Shape, "RRelu: the cotangent") * slopes));
    }
}
