using System.Numerics;

namespace Functional.Properties.Tensors;

/// <summary>Every operation on tensors, as functions of two operands of one shape <c>[n, n]</c> with elements above zero.</summary>
internal static class Operations
{
    /// <summary>All operations by name.</summary>
    public static (string Name, Func<Tensor<T>, Tensor<T>, Tensor<T>> Apply)[] All<T>()
        where T : struct, IFloatingPointIeee754<T> =>
    [
        ("+", (x, y) => x + y), ("-", (x, y) => x - y), ("*", (x, y) => x * y), ("/", (x, y) => x / y), ("negate", (x, _) => -x),
        ("Maximum", (x, y) => x.Maximum(y)), ("Minimum", (x, y) => x.Minimum(y)),
        ("+ row", (x, y) => x + y.TakeRows(0)), ("column *", (x, y) => x.Slice(1, 0, 1) * y), ("+ number", (x, _) => x + T.One),
        ("Exp", (x, _) => x.Exp()), ("Log", (x, _) => x.Log()), ("Tanh", (x, _) => x.Tanh()), ("Sigmoid", (x, _) => x.Sigmoid()),
        ("Sqrt", (x, _) => x.Sqrt()), ("Abs", (x, _) => x.Abs()),
        ("Map", (x, _) => x.Map(static value => value * value)), ("Zip", (x, y) => x.Zip(y, static (a, b) => a - b)),
        ("Plus", (x, y) => x.Plus(y)), ("Scale", (x, _) => x.Scale(0.3)), ("Dot", (x, y) => T.CreateChecked(x.Dot(y))), ("Zero", (x, _) => x.Zero),
        ("Sum", (x, _) => x.Sum()), ("Sum 0", (x, _) => x.Sum([0])), ("Sum 1", (x, _) => x.Sum([1], keepAxes: true)),
        ("SumTo", (x, _) => x.SumTo(x.Shape.With(0, 1))), ("Mean", (x, _) => x.Mean([0])), ("Max", (x, _) => x.Max([0])), ("Min", (x, _) => x.Min([0])),
        ("LogSumExp", (x, _) => x.LogSumExp([1])), ("ArgMax", (x, _) => Tensor.Vector<T>([.. x.ArgMax().Select(T.CreateChecked)])),
        ("MatMul", (x, y) => x.MatMul(y)), ("MatMul left", (x, y) => x.MatMul(y, Transposed.Left)),
        ("MatMul right", (x, y) => x.MatMul(y, Transposed.Right)), ("MatMul both", (x, y) => x.MatMul(y, Transposed.Both)),
        ("MatMul batch", (x, y) => Tensor.Stack(x, y).MatMul(Tensor.Stack(y, x))),
        ("Reshape", (x, _) => x.Reshape(-1)), ("Transpose", (x, _) => x.Transpose()), ("Permute", (x, _) => x.Permute(1, 0)),
        ("Slice", (x, _) => x.Slice(1, 0, 1)), ("Split", (x, _) => x.Split(0, 1, x.Shape[0] - 1)[1]),
        ("Concatenate", (x, y) => Tensor.Concatenate(1, x, y)), ("Stack", (x, y) => Tensor.Stack(1, x, y)), ("TakeRows", (x, _) => x.TakeRows(0, 0)),
        ("CumSum", (x, _) => x.CumSum(0)), ("CumSum row", (x, _) => x.CumSum(1, reverse: true, exclusive: true)), ("Prod", (x, _) => x.Prod([0])),
        ("Sort", (x, _) => x.Sort(0)), ("ArgSort", (x, _) => Numbers<T>(x.ArgSort())), ("TopK", (x, _) => x.TopK(1).Values),
        ("TakePlaces", (x, _) => x.TakePlaces(1, 0, 0)), ("TakeAlong", (x, y) => x.TakeAlong(y.ArgSort())),
        ("AddAlong", (x, y) => x.AddAlong(y.ArgSort(), 1, x.Shape[1])), ("SegmentSum", (x, _) => x.SegmentSum(Indices.Create(new int[x.Shape[0]]), 2)),
        ("Pad", (x, _) => x.Pad(1, 2, 1)), ("Pad edge", (x, _) => x.Pad(0, 2, 1, PadMode.Replicate)), ("Tile", (x, _) => x.Tile(2, 1)),
        ("Repeat", (x, _) => x.Repeat(1, 2)), ("Flip", (x, _) => x.Flip(0)), ("Roll", (x, _) => x.Roll(1, 1)),
        ("Norm", (x, _) => x.Norm(2, [1])), ("Norm 3", (x, _) => x.Norm(3, [0])), ("Variance", (x, _) => x.Variance([0])),
        ("StandardDeviation", (x, _) => x.StandardDeviation([1])), ("LowerTriangle", (x, _) => x.LowerTriangle()), ("UpperTriangle", (x, _) => x.UpperTriangle(1)),
        ("Diagonal", (x, _) => x.Diagonal()), ("FromDiagonal", (x, _) => x.FromDiagonal()), ("Einsum", (x, y) => Tensor.Einsum("ij,kj->ki", x, y)),
        ("Solve", (x, y) => Dominant(x).Solve(y)), ("Solve transposed", (x, y) => Dominant(x).Solve(y, transposed: true)),
        ("TriangularSolve", (x, y) => Dominant(x).TriangularSolve(y, upper: true)), ("Cholesky", (x, _) => Dominant(x).Cholesky()),
        ("Determinant", (x, _) => Dominant(x).Determinant()), ("LogDeterminant", (x, _) => Dominant(x).LogDeterminant()),
    ];

    private static Tensor<T> Numbers<T>(Indices indices)
        where T : struct, IFloatingPointIeee754<T> => Tensor.Create(indices.Shape, [.. indices.Select(T.CreateChecked)]);

    /// <summary>A matrix with a diagonal that is larger than all the rest of a row, whatever the numbers are.</summary>
    private static Tensor<T> Dominant<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Tanh() + T.CreateChecked(x.Shape[0] + 1) * Tensor.Identity<T>(x.Shape[0]);
}
