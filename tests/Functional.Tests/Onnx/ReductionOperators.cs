using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Sums and other functions of many elements, and cumulative ones.</summary>
internal static class ReductionOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // As many as there are elements, which may all be added one after the other, and those of the terms.
    private static readonly OnnxRounding Sums = OfSums(static call => call.Shape.ElementCount + 1);

    // An error of the sum, in parts of it, is one of its logarithm, in parts of 1.
    private static readonly OnnxRounding Logarithm = OnnxRounding.Of(static call => call.Shape.ElementCount + 16, static call => 1 + call[0].Largest());

    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["ArgMax"] = OnnxOperator<T>.Of(static call => Places(call, call[0]), None),
        ["ArgMin"] = OnnxOperator<T>.Of(static call => Places(call, -call[0]), None),
        ["CumSum"] = OnnxOperator<T>.Of(static call => call[0].CumSum(call.Whole(1)[0], call.Flag("reverse"), call.Flag("exclusive")), Sums),
        ["ReduceL1"] = Over(static (x, axes, keep) => x.Norm(1, axes, keep), Sums),
        ["ReduceL2"] = Over(static (x, axes, keep) => x.Norm(2, axes, keep), Sums),
        ["ReduceLogSum"] = Over(static (x, axes, keep) => x.Sum(axes, keep).Log(), Logarithm),
        ["ReduceLogSumExp"] = Over(static (x, axes, keep) => x.LogSumExp(axes, keep), Logarithm),
        ["ReduceMax"] = Over(static (x, axes, keep) => x.Max(axes, keep), None),
        ["ReduceMean"] = Over(static (x, axes, keep) => x.Mean(axes, keep), Sums),
        ["ReduceMin"] = Over(static (x, axes, keep) => x.Min(axes, keep), None),
        ["ReduceProd"] = Over(static (x, axes, keep) => x.Prod(axes, keep), Sums),
        ["ReduceSum"] = Over(static (x, axes, keep) => x.Sum(axes, keep), Sums),
        ["ReduceSumSquare"] = Over(static (x, axes, keep) => x.Square().Sum(axes, keep), Sums),
    };

    private static OnnxOperator<T> Over(Func<Tensor<T>, int[], bool, Tensor<T>> function, OnnxRounding rounding) => OnnxOperator<T>.Of(
        call =>
        {
            var axes = call.Integers("axes") ?? call.FindWhole(1) ?? [];
            OnnxLimitException.Unless(!call.Flag("noop_with_empty_axes") || axes.Length > 0, "an empty list of axes that stands for none");
            return function(call[0], axes, call.Flag("keepdims", true));
        },
        rounding);

    private static Tensor<T> Places(OnnxCall<T> call, Tensor<T> x)
    {
        var axis = x.Shape.Axis(call.Integer("axis", 0));
        var shape = call.Flag("keepdims", true) ? x.Shape.With(axis, 1) : x.Shape[..axis].Then(x.Shape[(axis + 1)..]);
        // Of equal ones the last is the first from the other end.
        return call.Flag("select_last_index")
            ? T.CreateChecked(x.Shape[axis] - 1) - OnnxConventions.Numbers<T>(x.Flip(axis).ArgMax(axis).AsSpan(), shape)
            : OnnxConventions.Numbers<T>(x.ArgMax(axis).AsSpan(), shape);
    }
}
