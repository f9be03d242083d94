using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>Normalisation, and dropout.</summary>
internal static class NormalizationOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = new(BatchNorm, OnnxRounding.OfChanges(static call => RoundingsOf(call.Shape.ElementCount / call.Shape[1]))),
        ["Dropout"] = OnnxOperator<T>.Of(Dropout, OnnxRounding.None),
        ["InstanceNormalization"] = OnnxOperator<T>.Of(
            static call => Layers<T>.InstanceNorm(call.Number("epsilon", 1e-5f))
                .Of(call[0].ChannelsLast(), ("scale", call[1]), ("shift", call[2])).ChannelsFirst(),
            OnnxRounding.OfChanges(static call => RoundingsOf(call.Shape[2..].ElementCount))),
        ["LayerNormalization"] = new(
            LayerNorm, OnnxRounding.OfChanges(static call => RoundingsOf(call.Shape[call.Shape.Axis(call.Integer("axis", -1))..].ElementCount))),
        // ONNX takes the difference of the mean square and the squared mean, in which as much is lost as the mean is larger than the deviation.
        ["MeanVarianceNormalization"] = OnnxOperator<T>.Of(
            MeanVariance, OnnxRounding.OfChanges(static call => RoundingsOf(call.Shape.ElementCount / call.Shape[1]) * MeansInDeviations(call[0]))),
    };

    /// <summary>Of means of so many numbers, which NumPy adds in eight sums and we by pairs, and of the differences, squares, root and products after them.</summary>
    private static double RoundingsOf(int count) => count / 8.0 + 16;

    private static double MeansInDeviations(Tensor<double> x) =>
        Math.Max(1, (x.Mean([0, 2, 3]).Abs() / x.StandardDeviation([0, 2, 3])).Max().Scalar);

    private static Tensor<T>[] BatchNorm(OnnxCall<T> call)
    {
        // ONNX says what stays of the running statistics, and we what comes.
        var (x, momentum) = (call[0].ChannelsLast(), 1 - call.Number("momentum", 0.9f));
        var (theta, before) = (OnnxConventions.Tree(("scale", call[1]), ("shift", call[2])), OnnxConventions.Tree(("mean", call[3]), ("variance", call[4])));
        var context = call.Flag("training_mode") ? Context<T>.Training(default, before) : Context<T>.Inference(before);
        var (y, _, after) = Layers<T>.BatchNorm(momentum, call.Number("epsilon", 1e-5f)).Forward(theta, x, context);
        if (context.Mode == Mode.Inference)
            return [y.ChannelsFirst()];
        // Ours remembers the unbiased variance of the batch, as PyTorch does: n/(n − 1) times that of ONNX.
        var count = x.Length / x.Shape[^1];
        var stays = before["variance"] * T.CreateChecked(1 - momentum);
        return [y.ChannelsFirst(), after["mean"], stays + (after["variance"] - stays) * T.CreateChecked((count - 1.0) / count)];
    }

    private static Tensor<T> Dropout(OnnxCall<T> call)
    {
        call.Ignore("seed");
        var rate = call.Find(1)?.Scalar is { } given ? double.CreateChecked(given) : call.Number("ratio", 0.5);
        var isTraining = call.Count > 2 && call.Mask(2).Span[0];
        OnnxLimitException.Unless(!isTraining || rate == 0, "the same random numbers");
        return Layers<T>.Dropout(rate).Forward(TensorTree<T>.Empty, call[0], isTraining ? Context<T>.Training(Key.FromSeed(0)) : Context<T>.Inference()).Output;
    }

    private static Tensor<T>[] LayerNorm(OnnxCall<T> call)
    {
        var (x, axes, epsilon) = (call[0], LastAxes(call), call.Number("epsilon", 1e-5f));
        return
        [
            // Ours has a batch before the axes over which it takes means.
            Layers<T>.LayerNorm(axes.Length, epsilon).Of(x.Reshape([1, .. x.Shape]), ("scale", call[1]), ("shift", call[2])).Reshape(x.Shape),
            x.Mean(axes, keepAxes: true),
            (x.Variance(axes, keepAxes: true) + T.CreateChecked(epsilon)).Rsqrt(),
        ];
    }

    private static Tensor<T> MeanVariance(OnnxCall<T> call)
    {
        OnnxLimitException.Unless((call.Integers("axes") ?? [0, 2, 3]) is [0, 2, 3], "other axes than all but the channels");
        var (zeros, ones) = (Tensor.Zeros<T>([call.Shape[1]]), Tensor.Ones<T>([call.Shape[1]]));
        var context = Context<T>.Training(default, OnnxConventions.Tree(("mean", zeros), ("variance", ones)));
        return Layers<T>.BatchNorm(epsilon: 1e-16)
            .Forward(OnnxConventions.Tree(("scale", ones), ("shift", zeros)), call[0].ChannelsLast(), context).Output.ChannelsFirst();
    }

    private static int[] LastAxes(OnnxCall<T> call) => [.. Enumerable.Range(0, call.Shape.Rank).Skip(call.Shape.Axis(call.Integer("axis", -1)))];
}
