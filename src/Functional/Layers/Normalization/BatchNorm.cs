using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Each feature (last axis) to mean 0 and variance 1 over all other axes, then scaled and shifted: <c>[batch, …, features]</c>. In training the
    /// batch's mean and biased variance are used, and running ones come out beside the output (the variance unbiased); at inference the running
    /// ones are used. Parameters <c>scale</c>, <c>shift</c>, statistics <c>mean</c>, <c>variance</c>, all <c>[features]</c>.
    /// Ioffe and Szegedy, ICML 2015.
    /// </summary>
    /// <param name="momentum">The weight of the new batch in the running statistics, in (0, 1]; 1 less it is below 1 in the element type, too.</param>
    /// <param name="epsilon">What is added to the variance; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum or epsilon is out of range, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> BatchNorm(double momentum = 0.1, double epsilon = 1e-5)
    {
        var comes = Setting.In<T>(momentum, nameof(momentum), "BatchNorm: the momentum is above 0 and at most 1", static x => x is > 0 and <= 1);
        Setting.In<T>(
            1 - momentum, nameof(momentum),
            Invariant($"BatchNorm: with momentum {momentum}, what stays of the running statistics is below 1"), static x => x < 1);
        var stays = T.CreateChecked(1 - momentum);
        var small = Setting.In<T>(epsilon, nameof(epsilon), "BatchNorm: epsilon is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new(new BatchNormLink<T>(momentum, epsilon, comes, stays, small));
    }
}

/// <summary>Batch normalisation; the numbers are those of the element type.</summary>
internal sealed record BatchNormLink<T>(double Momentum, double Epsilon, T Comes, T Stays, T Small) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "BatchNorm";

    public override string Code => Invariant($"BatchNorm({Momentum}, {Epsilon})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        Shape features = [Layers<T>.Features(input.Shape, "BatchNorm")];
        return Initialization<T>.Of(
            input,
            TensorTree<T>.Of(("scale", Tensor.Ones<T>(features)), ("shift", Tensor.Zeros<T>(features))),
            TensorTree<T>.Of(("mean", Tensor.Zeros<T>(features)), ("variance", Tensor.Ones<T>(features)))) with { MultiplyAdds = 0 };
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var shape = input.Shape;
        Shape features = [Layers<T>.Features(shape, "BatchNorm")];
        var (scale, shift) = (parameters.Only("scale", "shift").Leaf("scale", features), parameters.Leaf("shift", features));
        var before = Statistics(context);
        var (mean, variance) = (before.Leaf("mean", features), before.Leaf("variance", features));
        var rows = input.Reshape(-1, features.ElementCount);
        if (context.Mode == Mode.Inference)
        {
            var inverse = T.One / (variance + Small).Sqrt();
            return new(
                Normalization<T>.OfColumnsAt(rows, mean, inverse, scale, shift).Reshape(shape), StillBack(shape, rows, mean, inverse, scale), before);
        }

        var count = rows.Shape[0];
        if (count < 2)
            throw new ShapeException(Invariant($"BatchNorm: the variance of {count} row is not defined in training; the input has shape {shape}."));
        var (y, batchMean, batchVariance, back) = Normalization<T>.OfColumns(rows, scale, shift, Small);
        var statistics = TensorTree<T>.Of(
            ("mean", Moved(mean, batchMean)),
            ("variance", Moved(variance, batchVariance * T.CreateChecked(count / (count - 1.0)))));
        return new(y.Reshape(shape), Back(shape, rows.Shape, back), statistics);
    }

    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> Back(Shape shape, Shape rows, Func<Tensor<T>, NormalizationCotangents<T>> back) => dy =>
    {
        var cotangents = back(dy.Expect(shape, "BatchNorm: the cotangent").Reshape(rows));
        return new(
            () =>
            {
                var (dscale, dshift) = cotangents.Parameters();
                return TensorTree<T>.Of(("scale", dscale), ("shift", dshift));
            },
            () => cotangents.Input.Reshape(shape));
    };

    /// <summary>At inference the statistics are constants.</summary>
    private static Func<Tensor<T>, Cotangents<T, Tensor<T>>> StillBack(Shape shape, Tensor<T> rows, Tensor<T> mean, Tensor<T> inverse, Tensor<T> scale) => dy =>
    {
        var drows = dy.Expect(shape, "BatchNorm: the cotangent").Reshape(rows.Shape);
        return new(
            () => TensorTree<T>.Of(("scale", (drows * ((rows - mean) * inverse)).Sum([0])), ("shift", drows.Sum([0]))),
            () => (drows * (scale * inverse)).Reshape(shape));
    };

    private static TensorTree<T> Statistics(Context<T> context) => context.State is { IsEmpty: false } found
        ? found
        : throw new ParameterException($"BatchNorm keeps running statistics: pass Context<{ElementName}>.Training(key, statistics) "
            + $"or Context<{ElementName}>.Inference(statistics), with those that initialisation made or training has left.");

    private static string ElementName => typeof(T) == typeof(float) ? "float" : "double";

    private Tensor<T> Moved(Tensor<T> from, Tensor<T> to) => from * Stays + to * Comes;
}
