using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Products of matrices.</summary>
internal static class ProductEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("MatMul", "a.MatMul(b, transposed)", Matrices),
        Of("Affine", "x.Affine(w)", static draw => Affine(draw) is var (x, w, _) ? (static (x, w) => x.Affine(w), x, w) : default),
        Of("Affine", "x.Affine(w, b)", static draw => Affine(draw) is var (x, w, b) ? (static (x, w, b) => x.Affine(w, b), x, w, b) : default),
        Of("Affine", "x.Affine(w, b, tanh)", static draw => Affine(draw) is var (x, w, b)
            ? (static (x, w, b) => x.Affine(w, b, TanhOperation<double>.Rule), x, w, b) : default),
    ];

    private static (V X, V Weight, V Bias) Affine(Draw draw)
    {
        var x = Any(draw, 2);
        var columns = draw.Size("columns", 1, 3);
        return (x, draw.Tensor<double>("w", [x.Shape[^1], columns]), draw.Tensor<double>("b", [columns]));
    }

    /// <summary>Each way to transpose, and batches that broadcast or are missing.</summary>
    private static (Func<V, V, V> Apply, V A, V B) Matrices(Draw draw)
    {
        var transposed = (Transposed)draw.Choice("transposed", 4);
        var batch = Shaped(draw, "batch", 0, 2);
        var (n, k, m) = (draw.Size("n", 1, 3), draw.Size("k", 1, 3), draw.Size("m", 1, 3));
        Shape a = (transposed & Transposed.Left) != 0 ? [k, n] : [n, k], b = (transposed & Transposed.Right) != 0 ? [m, k] : [k, m];
        return (
            (x, y) => x.MatMul(y, transposed),
            draw.Tensor<double>("a", Operand(draw, "left", batch).Then(a)), draw.Tensor<double>("b", Operand(draw, "right", batch).Then(b)));
    }
}
