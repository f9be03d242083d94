using System.Globalization;

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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        var initialWeights = weights ?? Initializers.GlorotUniform<T>();
        string[] names = bias ? ["weight", "bias"] : ["weight"];
        return new(string.Create(CultureInfo.InvariantCulture, $"Dense({units}{(bias ? "" : ", no bias")})"), Initialize, Forward);

        Initialization<T> Initialize(Key key, Shapes input)
        {
            var features = Features(input.Shape, "Dense");
            var weight = initialWeights(key.Split("weight"), [features, units], features, units).Expect([features, units], "Dense: the initialiser of weights");
            return Initialization<T>.Of(input.Shape.With(-1, units), bias
                ? Parameters<T>.Of(("weight", weight), ("bias", Tensor.Zeros<T>([units])))
                : Parameters<T>.Of(("weight", weight)));
        }

        Evaluation<T, Tensor<T>, Tensor<T>> Forward(Parameters<T> parameters, Tensor<T> x, Context<T>? context)
        {
            var features = Features(x.Shape, "Dense");
            if (parameters.Only(names).Find("weight") is { Rank: 2 } given && given.Shape[0] != features)
                throw new ShapeException($"Dense: the input of shape {x.Shape} has {features} features, but the weight of shape {given.Shape} takes {given.Shape[0]}.");
            var weight = parameters.Leaf("weight", features, units);
            var rows = x.Rank == 2 ? x : x.Reshape(-1, features);
            var product = bias ? rows.Affine(weight, parameters.Leaf("bias", units)) : rows.MatMul(weight);
            var shape = x.Rank == 2 ? product.Shape : x.Shape.With(-1, units);
            var y = product.Reshape(shape);
            return new(y, Pullback, Parameters<T>.Empty);

            Cotangents<T, Tensor<T>> Pullback(Tensor<T> dy)
            {
                var drows = dy.Expect(shape, "Dense: the cotangent").Reshape(product.Shape);
                return new(
                    () =>
                    {
                        var dweight = rows.MatMul(drows, Transposed.Left);
                        return bias ? Parameters<T>.Of(("weight", dweight), ("bias", drows.Sum([0]))) : Parameters<T>.Of(("weight", dweight));
                    },
                    () => drows.MatMul(weight, Transposed.Right).Reshape(x.Shape));
            }
        }
    }

    /// <summary>The size of the last axis, which must be there and not be empty.</summary>
    private static int Features(Shape shape, string layer) => shape.Rank > 0 && shape[^1] > 0
        ? shape[^1]
        : throw new ShapeException($"{layer} works on the last axis and needs at least one feature there, but the input has shape {shape}.");
}
