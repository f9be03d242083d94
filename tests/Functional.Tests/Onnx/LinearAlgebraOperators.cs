using System.Numerics;
using static Functional.Tests.Onnx.OnnxRounding;

namespace Functional.Tests.Onnx;

/// <summary>Products of matrices, and what else is of matrices.</summary>
internal static class LinearAlgebraOperators<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static IReadOnlyDictionary<string, OnnxOperator<T>> All { get; } = new Dictionary<string, OnnxOperator<T>>(StringComparer.Ordinal)
    {
        // Elimination: n³ operations at most go into a determinant, which has n! products of n elements.
        ["Det"] = OnnxOperator<T>.Of(static call => call[0].Determinant(), OnnxRounding.Of(static call => Math.Pow(call.Shape[^1], 3), Products)),
        ["Einsum"] = OnnxOperator<T>.Of(Einsum, OfSums(static call => call.All.Max(static x => x.Length) + call.Count)),
        ["EyeLike"] = OnnxOperator<T>.Of(EyeLike, None),
        ["Gemm"] = OnnxOperator<T>.Of(Gemm, OfSums(static call => call.Shape.Max() + 5)),
        ["MatMul"] = OnnxOperator<T>.Of(static call => call[0].MatMul(call[1]), OfSums(static call => call.Shape[^1] + 1)),
        ["Trilu"] = OnnxOperator<T>.Of(Triangle, None),
    };

    private static double Products(OnnxCall<double> call) =>
        Math.Pow(call[0].Largest(), call.Shape[^1]) * Enumerable.Range(1, call.Shape[^1]).Aggregate(1.0, static (product, factor) => product * factor);

    private static Tensor<T> Einsum(OnnxCall<T> call)
    {
        var equation = call.Text("equation")!;
        OnnxLimitException.Unless(!equation.Contains("...", StringComparison.Ordinal), "axes without letters");
        return Tensor.Einsum<T>(equation, call.All);
    }

    private static Tensor<T> EyeLike(OnnxCall<T> call)
    {
        call.Ignore("dtype");
        var shape = call[0].Shape;
        OnnxLimitException.Unless(shape[0] == shape[1] && call.Integer("k", 0) == 0, "an identity that is not square, or beside the diagonal");
        return Tensor.Identity<T>(shape[0]);
    }

    private static Tensor<T> Gemm(OnnxCall<T> call)
    {
        var transposed = (call.Flag("transA") ? Transposed.Left : Transposed.None) | (call.Flag("transB") ? Transposed.Right : Transposed.None);
        var (a, b, c, alpha, beta) = (call[0], call[1], call.Find(2), T.CreateChecked(call.Number("alpha", 1)), T.CreateChecked(call.Number("beta", 1)));
        if (transposed == Transposed.None && alpha == T.One && beta == T.One && (c is null || c.Shape is [1, var columns] && columns == b.Shape[1]))
            return a.Affine(b, c?.Reshape(-1));
        var product = a.MatMul(b, transposed) * alpha;
        return c is null ? product : product + c * beta;
    }

    private static Tensor<T> Triangle(OnnxCall<T> call)
    {
        var diagonal = call.FindWhole(1) is [var given] ? given : 0;
        return call.Flag("upper", true) ? call[0].UpperTriangle(diagonal) : call[0].LowerTriangle(diagonal);
    }
}
