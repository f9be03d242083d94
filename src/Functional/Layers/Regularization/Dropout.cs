using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// In training each element is set to 0 with the given probability and the others are divided by what is left of 1, so that the mean stays; at
    /// inference nothing happens. Which elements, the context's key says. Srivastava et al., JMLR 15, 2014.
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Dropout(double rate)
    {
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), Invariant($"Dropout: the rate is a probability from 0 to below 1, got {rate}."));
        return new(new DropoutLink<T>(rate));
    }
}

/// <summary>Dropout.</summary>
internal sealed record DropoutLink<T>(double Rate) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Dropout({Rate})");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        if (context.Mode == Mode.Inference)
            return new(input, static dy => (TensorTree<T>.Empty, dy));
        var mask = DropoutMask.Of<T>(context.Key, input.Shape, Rate);
        return new(input * mask, dy => (TensorTree<T>.Empty, dy.Expect(mask.Shape, "Dropout: the cotangent") * mask));
    }
}
