namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// y = x·W + b over the last axis: <c>[batch, …, features]</c> to <c>[batch, …, units]</c>. Its parameters are <c>weight</c>
    /// <c>[features, units]</c> and <c>bias</c> <c>[units]</c>: for each unit the θ ∈ ℝᴹ⁺¹ of logistic regression.
    /// </summary>
    /// <param name="units">How many outputs there are; the inputs are counted at initialisation.</param>
    /// <param name="bias">Whether there is a bias b; it begins at 0.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Dense(int units, bool bias = true, WeightInitializer<T>? weights = null)
    {
        if (units < 1)
            throw new ArgumentOutOfRangeException(nameof(units), Invariant($"Dense: a layer has at least 1 unit, got {units}."));
        return new(new DenseLink<T>(units, bias, weights));
    }

    /// <summary>The size of the last axis, which must be there and not be empty.</summary>
    internal static int Features(Shape shape, string layer) => shape.Rank > 0 && shape[^1] > 0
        ? shape[^1]
        : throw new ShapeException($"{layer} works on the last axis and needs at least one feature there, but the input has shape {shape}.");
}
