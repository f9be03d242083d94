using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Costs of scores beside labels.</summary>
internal static class LossOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["NegativeLogLikelihoodLoss"] = OnnxOperator<T>.Of(
            static call => Cost(call, Layers<T>.NegativeLogLikelihood), OfSums(static call => call[1].Length + 1)),
        // Exponentials are functions, each row has their sum and its logarithm, and the rows are added.
        ["SoftmaxCrossEntropyLoss"] = new(
            static call => [Cost(call, Layers<T>.CrossEntropy), Layers<T>.LogSoftmax.Of(call[0].ChannelsLast()).ChannelsFirst()],
            OnnxRounding.OfChanges(static call => call[1].Length + call.Shape[1] + 20)),
    };

    private static Tensor<T> Cost(OnnxCall<T> call, Func<Labels, Reduction, Layer<T, Tensor<T>, Tensor<T>>> cost)
    {
        var reduction = call.Text("reduction") ?? "mean";
        OnnxLimitException.Unless(reduction is "mean" or "sum", "the cost of each row");
        OnnxLimitException.Unless(call.Text("ignore_index") is null, "a class that does not count");
        OnnxLimitException.Unless(call.Find(2) is null, "weights of classes");
        return cost(Labels.Create(call.Whole(1)), reduction == "sum" ? Reduction.Sum : Reduction.Mean).Of(call[0].ChannelsLast());
    }
}
