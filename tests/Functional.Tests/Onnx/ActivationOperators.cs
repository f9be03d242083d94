using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Activations.</summary>
internal static class ActivationOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // ONNX computes eˣ − 1 and log(1 + eˣ) as they stand, and so loses what is small beside 1: a function, and four operations of numbers as large as 1
    // or as alpha.
    private static readonly OnnxRounding Beside1 = OnnxRounding.Of(static _ => 12, static call => Math.Max(1, call.Number("alpha", 1)));

    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["Celu"] = Of(static call => Layers<T>.Celu(call.Number("alpha", 1)), Beside1),
        ["Elu"] = Of(static call => Layers<T>.Elu(call.Number("alpha", 1)), Beside1),
        ["HardSigmoid"] = Of(HardSigmoid, OnnxRounding.Of(4)),
        ["HardSwish"] = Of(
            static _ => Layers<T>.HardSwish, OnnxRounding.Of(static _ => 4, static call => call[0].Largest() * (call[0].Largest() / 6 + 0.5))),
        ["Hardmax"] = Rows(static x => x.Hardmax(), None),
        ["LeakyRelu"] = Of(static call => Layers<T>.LeakyRelu(call.Number("alpha", 0.01f)), Once),
        ["LogSoftmax"] = Rows(static x => Layers<T>.LogSoftmax.Of(x), OnnxRounding.Of(OfExponentials, static call => 1 + Range(call))),
        ["PRelu"] = OnnxOperator<T>.Of(PRelu, Once),
        ["Relu"] = Of(static _ => Layers<T>.Relu, None),
        ["Selu"] = Of(Selu, OnnxRounding.Of(static _ => 12, static _ => 2)),
        ["Shrink"] = Of(Shrink, Once),
        ["Sigmoid"] = Of(static _ => Layers<T>.Sigmoid, OnnxRounding.Of(10)),
        ["Softmax"] = Rows(static x => Layers<T>.Softmax.Of(x), OnnxRounding.Of(OfExponentials, static _ => 0)),
        ["Softplus"] = Of(static _ => Layers<T>.Softplus, Beside1),
        ["Softsign"] = Of(static _ => Layers<T>.Softsign, OnnxRounding.Of(2)),
        ["ThresholdedRelu"] = OnnxOperator<T>.Of(
            static call => call[0] is var x ? Tensor.Where(x.Greater(T.CreateChecked(call.Number("alpha", 1))), x, T.Zero) : x, None),
    };

    private static OnnxOperator<T> Of(Func<OnnxCall<T>, Layer<T, Tensor<T>, Tensor<T>>> layer, OnnxRounding rounding) =>
        OnnxOperator<T>.Of(call => layer(call).Of(call[0]), rounding);

    /// <summary>A function of rows, along the axis that the operator names.</summary>
    private static OnnxOperator<T> Rows(Func<Tensor<T>, Tensor<T>> function, OnnxRounding rounding) =>
        OnnxOperator<T>.Of(call => call[0].Along(call.Integer("axis", -1), function), rounding);

    /// <summary>
    /// A function 8, its sum over a row, a difference and a quotient 2, and as many as the largest difference is, by whose rounding an exponential is another.
    /// </summary>
    private static double OfExponentials(OnnxCall<double> call) => 10 + call.Shape[call.Shape.Axis(call.Integer("axis", -1))] + Range(call);

    private static double Range(OnnxCall<double> call) => (call[0].Max() + (-call[0]).Max()).Scalar;

    private static Layer<T, Tensor<T>, Tensor<T>> HardSigmoid(OnnxCall<T> call)
    {
        OnnxLimitException.Unless(call.Number("alpha", 0.2f) == 1 / 6f && call.Number("beta", 0.5) == 0.5, "a hard sigmoid of another slope than 1/6");
        return Layers<T>.HardSigmoid;
    }

    private static Tensor<T> PRelu(OnnxCall<T> call)
    {
        var (x, slope) = (call[0], call[1]);
        OnnxLimitException.Unless(slope.Rank == 0 || slope.Shape == x.Shape[^1..], "a slope for each element");
        return Layers<T>.PRelu(perFeature: slope.Rank == 1).Of(x, ("slope", slope));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Selu(OnnxCall<T> call)
    {
        OnnxLimitException.Unless(call.Text("alpha") is null && call.Text("gamma") is null, "numbers of one's own in Selu");
        return Layers<T>.Selu;
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Shrink(OnnxCall<T> call)
    {
        var (threshold, bias) = (call.Number("lambd", 0.5), call.Number("bias", 0));
        OnnxLimitException.Unless(bias == 0 || bias == threshold, "a bias that is not the threshold");
        return bias == 0 ? Layers<T>.Hardshrink(threshold) : Layers<T>.Softshrink(threshold);
    }
}
