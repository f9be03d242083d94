using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>All operators that have a counterpart, by room and by name.</summary>
internal static class OnnxOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The rooms.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, OnnxOperator<T>>> Rooms { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, OnnxOperator<T>>>(StringComparer.Ordinal)
        {
            ["elementwise"] = ElementwiseOperators<T>.All,
            ["reductions"] = ReductionOperators<T>.All,
            ["arrays"] = ArrayOperators<T>.All,
            ["shapes"] = ShapeOperators<T>.All,
            ["linear algebra"] = LinearAlgebraOperators<T>.All,
            ["convolution"] = ConvolutionOperators<T>.All,
            ["pooling"] = PoolingOperators<T>.All,
            ["normalization"] = NormalizationOperators<T>.All,
            ["recurrent"] = RecurrentOperators<T>.All,
            ["activations"] = ActivationOperators<T>.All,
            ["losses"] = LossOperators<T>.All,
            ["optimizers"] = OptimizerOperators<T>.All,
        };

    /// <summary>All of them; none stands in two rooms.</summary>
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } =
        Rooms.Values.SelectMany(static room => room).ToDictionary(static each => each.Key, static each => each.Value, StringComparer.Ordinal);
}
