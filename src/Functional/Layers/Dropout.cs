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
        var kept = T.CreateChecked(1 / (1 - rate));
        return new(Invariant($"Dropout({rate})"), static (_, input) => Initialization<T>.Of(input.Shape), Forward) { NeedsContext = true };

        Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
        {
            parameters.Only();
            if (context!.Mode == Mode.Inference)
                return new(x, static dy => (Parameters<T>.Empty, dy), Parameters<T>.Empty);
            var key = context.Key;
            var mask = Tensor.Generate(x.Shape, i => key.Uniform(i) < rate ? T.Zero : kept);
            return new(x * mask, dy => (Parameters<T>.Empty, dy.Expect(x.Shape, "Dropout: the cotangent") * mask), Parameters<T>.Empty);
        }
    }
}
