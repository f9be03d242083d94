using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Dropout for networks with SELU: in training each element is set, with the given probability, to what SELU is far below zero, α′ = −1.758, and then all are
    /// scaled and shifted so that mean 0 and variance 1 stay; at inference nothing happens. Klambauer et al., NeurIPS 2017.
    /// </summary>
    /// <param name="rate">The probability, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> AlphaDropout(double rate) => new(new AlphaDropoutLink<T>(Rate(rate, "AlphaDropout")));
}

/// <summary>y = a·(x or α′) + b, with a = 1/√(q + α′²·q·p) and b = −a·α′·p, where p is the rate and q = 1 − p.</summary>
internal sealed record AlphaDropoutLink<T>(double Rate) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private const double Lowest = -1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;      // −λ·α of SELU

    public override string Name => Invariant($"AlphaDropout({Rate})");

    public override Initialization<T> Initialize(Key key, Shapes input) => Initialization<T>.Of(input.Shape) with { MultiplyAdds = 0 };

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        parameters.Only();
        if (context.Mode == Mode.Inference)
            return new(input, static dy => (TensorTree<T>.Empty, dy));
        var (key, rate) = (context.Key, Rate);
        var scale = 1 / double.Sqrt((1 - rate) * (1 + Lowest * Lowest * rate));
        var (kept, shift, dropped) = (T.CreateChecked(scale), T.CreateChecked(-scale * Lowest * rate), T.CreateChecked(scale * Lowest * (1 - rate)));
        var mask = Tensor.Generate(input.Shape, i => key.Uniform(i) < rate ? T.Zero : kept);
        var rest = mask.Map(factor => factor > T.Zero ? shift : dropped);
        return new(input * mask + rest, Back(mask));
    }

    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Tensor<T> mask) =>
        dy => (TensorTree<T>.Empty, dy.Expect(mask.Shape, "AlphaDropout: the cotangent") * mask);
}
