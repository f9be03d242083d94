using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Equations and factors of matrices.</summary>
internal static class LinearAlgebraEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Solve", "a.Solve(b, transposed)", Equations(static (a, b, choice) => a.Solve(b, (choice & 1) != 0))),
        Of("TriangularSolve", "a.TriangularSolve(b, upper, transposed)", Equations(static (a, b, choice) =>
            a.TriangularSolve(b, (choice & 1) != 0, (choice & 2) != 0))),
        Of("Cholesky", "a.Cholesky()", static draw => (static a => a.Cholesky(), Dominant(draw, Shaped(draw, "batch", 0, 1), draw.Size("n", 1, 3)))),
        Of("Determinant", "a.Determinant()", static draw => (static a => a.Determinant(), Dominant(draw, Shaped(draw, "batch", 0, 1), draw.Size("n", 2, 3)))),
        Of("LogDeterminant", "a.LogDeterminant()", static draw =>
            (static a => a.LogDeterminant(), Dominant(draw, Shaped(draw, "batch", 0, 1), draw.Size("n", 1, 3)))),
    ];

    /// <summary>Batches that broadcast or are missing.</summary>
    private static Func<Draw, (Func<V, V, V>, V, V)> Equations(Func<V, V, int, V> apply) => draw =>
    {
        var choice = draw.Choice("which", 4);
        var batch = Shaped(draw, "batch", 0, 2);
        var (n, m) = (draw.Size("n", 1, 3), draw.Size("m", 1, 3));
        return (
            (a, b) => apply(a, b, choice),
            Dominant(draw, Operand(draw, "left", batch), n), draw.Tensor<double>("b", Operand(draw, "right", batch).Then([n, m])));
    };

    /// <summary>Matrices whose diagonal is larger than the rest of a row or column together: far from singular, and their symmetric parts positive definite.</summary>
    private static V Dominant(Draw draw, Shape batch, int size) =>
        draw.Tensor<double>("a", batch.Then([size, size]), -0.5, 0.5) + 2.0 * Tensor.Identity<double>(size);
}
