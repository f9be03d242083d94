using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// A class drawn so that it can be learnt through: softmax((x + g)/τ) over the last axis, <c>[batch, …, classes]</c>, with g = −log(−log u) drawn in training
    /// by the context's key; at inference g is 0. Jang, Gu and Poole, and Maddison, Mnih and Teh, ICLR 2017.
    /// </summary>
    /// <param name="temperature">τ: the smaller, the nearer to one class; positive, and 1/τ is finite in the element type.</param>
    /// <param name="hard">Whether the output is 1 at the largest and 0 elsewhere. The way back is the same: straight through.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive and finite, or its inverse is not finite, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> GumbelSoftmax(double temperature = 1, bool hard = false)
    {
        Setting.In<T>(temperature, nameof(temperature), "GumbelSoftmax: the temperature is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new(new GumbelSoftmaxLink<T>(
            temperature, hard, Setting.Finite<T>(1 / temperature, temperature, nameof(temperature), "GumbelSoftmax: the inverse temperature is finite")));
    }
}

/// <summary>A class that is drawn.</summary>
internal sealed record GumbelSoftmaxLink<T>(double Temperature, bool Hard, T Sharpness) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"GumbelSoftmax({Temperature}{(Hard ? ", hard" : "")})");

    public override string Code => Invariant($"GumbelSoftmax({Temperature}, {(Hard ? "true" : "false")})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        Layers<T>.Features(input.Shape, "GumbelSoftmax");
        return Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        Layers<T>.Features(input.Shape, "GumbelSoftmax");
        var logits = context.Mode == Mode.Inference ? input : input + Gumbel(context.Key, input.Shape);
        var soft = (logits * Sharpness).Softmax();
        // In numbers the difference is 0, and what flows back is that of the first of the two.
        var y = Hard ? soft.Hardmax() + (soft - soft.StopGradient()) : soft;
        return new(y, dy => (TensorTree<T>.Empty, SoftmaxOperation<T>.Back(soft, dy.Expect(soft.Shape, "GumbelSoftmax: the cotangent")) * Sharpness));
    }

    /// <summary>−log(−log u), with u kept above 0, so that it is finite.</summary>
    private static Tensor<T> Gumbel(Key key, Shape shape) => Tensor.Generate(
        shape, i => T.CreateChecked(-double.Log(-double.Log(double.Max(key.Uniform(i), 1.0 / (1UL << 54))))));
}
