using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Operators of each element: arithmetic, functions, comparisons, logic.</summary>
internal static class ElementwiseOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        ["Abs"] = One(static x => x.Abs(), None),
        ["Add"] = Two(static (x, y) => x + y, Once),
        ["And"] = OfMasks(static (x, y) => x & y),
        ["Atan"] = One(static x => x.Atan(), Function),
        ["Cast"] = OnnxOperator<T>.Of(static call => Cast(call[0], call.Integer("to", 0) switch { 1 => 'f', 11 => 'd', _ => '?' }, call), None),
        ["CastLike"] = OnnxOperator<T>.Of(static call => Cast(call[0], call.TypeOf(1), call), None),
        ["Clip"] = OnnxOperator<T>.Of(Clip, None),
        ["Cos"] = One(static x => x.Cos(), Function),
        ["Cosh"] = One(static x => x.Cosh(), Function),
        ["Div"] = Two(static (x, y) => x / y, Once),
        ["Equal"] = Two(static (x, y) => x.EqualTo(y), None),
        ["Erf"] = One(static x => x.Erf(), Function),
        ["Exp"] = One(static x => x.Exp(), Function),
        ["Greater"] = Two(static (x, y) => x.Greater(y), None),
        ["GreaterOrEqual"] = Two(static (x, y) => x.GreaterOrEqual(y), None),
        ["Identity"] = One(static x => Layers<T>.Identity.Of(x), None),
        ["IsInf"] = OnnxOperator<T>.Of(IsInfinite, None),
        ["IsNaN"] = One(static x => x.NotEqualTo(x), None),
        ["Less"] = Two(static (x, y) => x.Less(y), None),
        ["LessOrEqual"] = Two(static (x, y) => x.LessOrEqual(y), None),
        ["Log"] = One(static x => x.Log(), Function),
        ["Max"] = OnnxOperator<T>.Of(static call => call.All.Aggregate(static (x, y) => x.Maximum(y)), None),
        ["Mean"] = OnnxOperator<T>.Of(static call => Tensor.Stack<T>(call.All).Mean([0]), OfSums(static call => call.Count + 1)),
        ["Min"] = OnnxOperator<T>.Of(static call => call.All.Aggregate(static (x, y) => x.Minimum(y)), None),
        ["Mul"] = Two(static (x, y) => x * y, Once),
        ["Neg"] = One(static x => -x, None),
        ["Not"] = OnnxOperator<T>.Of(static call => (!call.Mask(0)).Numbers<T>(), None),
        ["Or"] = OfMasks(static (x, y) => x | y),
        ["Pow"] = Two(static (x, y) => x.Pow(y), Function),
        ["Reciprocal"] = One(static x => x.Reciprocal(), Once),
        ["Sign"] = One(static x => x.Sign(), None),
        ["Sin"] = One(static x => x.Sin(), Function),
        ["Sinh"] = One(static x => x.Sinh(), Function),
        ["Sqrt"] = One(static x => x.Sqrt(), Once),
        ["Sub"] = Two(static (x, y) => x - y, Once),
        ["Sum"] = OnnxOperator<T>.Of(static call => Tensor.Stack<T>(call.All).Sum([0]), OfSums(static call => call.Count)),
        ["Tan"] = One(static x => x.Tan(), Function),
        ["Tanh"] = One(static x => x.Tanh(), Function),
        ["Where"] = OnnxOperator<T>.Of(static call => Tensor.Where(call.Mask(0), call[1], call[2]), None),
        ["Xor"] = OfMasks(static (x, y) => (x | y) & !(x & y)),
    };

    private static OnnxOperator<T> One(Func<Tensor<T>, Tensor<T>> function, OnnxRounding rounding) => OnnxOperator<T>.Of(call => function(call[0]), rounding);

    private static OnnxOperator<T> Two(Func<Tensor<T>, Tensor<T>, Tensor<T>> function, OnnxRounding rounding) =>
        OnnxOperator<T>.Of(call => function(call[0], call[1]), rounding);

    private static OnnxOperator<T> OfMasks(Func<Mask, Mask, Mask> function) => OnnxOperator<T>.Of(
        call =>
        {
            var (x, y) = (call.Mask(0), call.Mask(1));
            OnnxLimitException.Unless(x.Shape == y.Shape, "masks of different shapes");
            return function(x, y).Numbers<T>();
        },
        None);

    private static Tensor<T> Cast(Tensor<T> x, char type, OnnxCall<T> call)
    {
        OnnxLimitException.Unless(type is 'f' or 'd', "a type that is neither float nor double");
        return type == 'f' ? x.Cast<float>().Cast<T>() : x.Cast<double>().Cast<T>();
    }

    private static Tensor<T> Clip(OnnxCall<T> call) => (call[0], call.Find(1), call.Find(2)) switch
    {
        (var x, { } low, { } high) => x.Clamp(low.Scalar, high.Scalar),
        (var x, { } low, null) => x.Maximum(low),
        (var x, null, { } high) => x.Minimum(high),
        (var x, null, null) => x,
    };

    private static Tensor<T> IsInfinite(OnnxCall<T> call) => (call[0], call.Flag("detect_negative", true), call.Flag("detect_positive", true)) switch
    {
        (var x, true, true) => x.Abs().EqualTo(T.PositiveInfinity),
        (var x, true, false) => x.EqualTo(T.NegativeInfinity),
        (var x, _, _) => x.EqualTo(T.PositiveInfinity),
    };
}
