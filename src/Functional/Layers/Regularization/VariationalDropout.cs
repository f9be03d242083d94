using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Dropout over sequences <c>[batch, time, …]</c> that drops the same elements at all steps, see <see cref="Dropout"/>: of the inputs and outputs of recurrent
    /// layers. Between the steps it is <c>recurrentDropout</c> of the cells. Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in
    /// Recurrent Neural Networks", NeurIPS 2016.
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    /// <example><code>
    /// var network = Chain(VariationalDropout(0.2), Lstm(128, recurrentDropout: 0.3), VariationalDropout(0.2), Dense(10));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> VariationalDropout(double rate)
    {
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), Invariant($"VariationalDropout: the rate is a probability from 0 to below 1, got {rate}."));
        return new(new VariationalDropoutLink<T>(rate));
    }
}

/// <summary>Dropout of the same elements at all steps.</summary>
internal sealed record VariationalDropoutLink<T>(double Rate) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"VariationalDropout({Rate})");

    public override Initialization<T> Initialize(Key key, Shapes input) => input.Shape.Rank > 0
        ? Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 }
        : throw new ShapeException($"VariationalDropout: the input needs an axis of time after the batch, but it has shape {input}.");

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        if (input.Rank < 2)
            throw new ShapeException($"VariationalDropout: the input has axes of samples and of time, but here it has shape {input.Shape}.");
        if (context.Mode == Mode.Inference)
            return new(input, static dy => (TensorTree<T>.Empty, dy));
        var (mask, shape) = (DropoutMask.Of<T>(context.Key, input.Shape.With(1, 1), Rate), input.Shape);
        return new(input * mask, dy => (TensorTree<T>.Empty, dy.Expect(shape, "VariationalDropout: the cotangent") * mask));
    }
}
