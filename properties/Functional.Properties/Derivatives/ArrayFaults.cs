using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>Rules of operations on arrays and matrices with one mistake each.</summary>
internal static class ArrayFaults
{
    /// <summary>The cumulative sum goes back in the direction in which it came.</summary>
    public static OperationFault CumulativeSumNotReversed { get; } = OperationFault.Shaped(
        static draw => Operands.Any(draw, 1, 2, empty: false), static x => x.CumSum(0), static (faulty, _, _, dy) => dy.CumSum(0, reverse: !faulty));

    /// <summary>The cumulative sum that leaves the element out goes back with it.</summary>
    public static OperationFault ExclusiveTakenForInclusive { get; } = OperationFault.Shaped(
        static draw => Operands.Any(draw, 1, 2, empty: false), static x => x.CumSum(0, exclusive: true),
        static (faulty, _, _, dy) => dy.CumSum(0, reverse: true, exclusive: !faulty));

    /// <summary>What two places give back to the one they were taken from is overwritten by the last.</summary>
    public static OperationFault PlacesOverwritten { get; } = OperationFault.Shaped(
        static draw => Operands.Any(draw, 1, 2, empty: false), static x => x.TakePlaces(0, [0, 0]),
        static (faulty, x, _, dy) => (faulty ? dy.TakePlaces(0, 1) : dy.Sum([0], keepAxes: true)).Embed(0, 0, x.Shape[0]));

    /// <summary>The edge, which a mirror image does not repeat, is given its neighbour's image, too.</summary>
    public static OperationFault EdgeCountedTwice { get; } = OperationFault.Shaped(
        static draw => draw.Tensor<double>("x", [draw.Size("n", 2, 3)]), static x => x.Pad(0, 1, 0, PadMode.Reflect),
        static (faulty, x, _, dy) => dy.Slice(0, 1, x.Length) + dy.Slice(0, 0, 1).Embed(0, faulty ? 0 : 1, x.Length));

    /// <summary>The product of all is divided by each element as if it were known to others: of a zero the product of the others is lost.</summary>
    public static OperationFault ProductDividedAtZero { get; } = OperationFault.Shaped(
        static draw => draw.Tensor<double>("x", [draw.Size("n", 2, 3)], 0.5, 1.5).Map(static x => x > 1.25 ? 0 : x), static x => x.Prod(),
        static (faulty, x, _, dy) => faulty
            ? dy * x.Prod() / (x + x.Equality(0.0))
            : Tensor.Concatenate(0, [.. Enumerable.Range(0, x.Length).Select(i => (dy * Others(x, i).Prod()).Reshape(1))]));

    /// <summary>Φ of the way back of Cholesky's factor has the whole diagonal.</summary>
    public static OperationFault DiagonalNotHalved { get; } = OperationFault.Elementwise(
        static x => x.FactorOfSymmetric(), static (faulty, _, y, dy) =>
        {
            var product = y.MatMul(dy, Transposed.Left);
            var halved = faulty ? product.LowerTriangle() : (product.LowerTriangle() + product.LowerTriangle(-1)) * 0.5;
            var back = y.TriangularSolve(y.TriangularSolve(halved, transposed: true).Transpose(), transposed: true).Transpose();
            // The factor is that of one triangle of memory, and here nobody makes its operand symmetric.
            return back.UpperTriangle() + back.Transpose().UpperTriangle(1);
        },
        static draw => draw.Size("n", 1, 3) is var n ? draw.Tensor<double>("a", [n, n], -0.5, 0.5) + 2.0 * Tensor.Identity<double>(n) : 0.0);

    /// <summary>An equation goes back through its own matrix, not through its transpose.</summary>
    public static OperationFault EquationNotTransposed { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => shapes[1], static x => x[0].Solve(x[1]),
            (operand, x, y) => operand == 0
                ? dy => -x[0].Solve(dy, transposed: true).MatMul(y, Transposed.Right)
                : dy => x[0].Solve(dy, transposed: !faulty)),
        static draw => (draw.Size("n", 1, 3), draw.Size("m", 1, 3)) is var (n, m)
            ? [draw.Tensor<double>("a", [n, n], -0.5, 0.5) + 2.0 * Tensor.Identity<double>(n), draw.Tensor<double>("b", [n, m])] : []);

    /// <summary>The triangle that is not read has a cotangent nevertheless.</summary>
    public static OperationFault OtherTriangleNotCut { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => shapes[1], static x => x[0].TriangularSolve(x[1]),
            (operand, x, y) => operand == 1
                ? dy => x[0].TriangularSolve(dy, transposed: true)
                : dy => -x[0].TriangularSolve(dy, transposed: true).MatMul(y, Transposed.Right) is var da && faulty ? da : da.LowerTriangle()),
        static draw => (draw.Size("n", 1, 3), draw.Size("m", 1, 3)) is var (n, m)
            ? [draw.Tensor<double>("a", [n, n], -0.5, 0.5) + 2.0 * Tensor.Identity<double>(n), draw.Tensor<double>("b", [n, m])] : []);

    /// <summary>Einstein's sum of a result in another order comes back in the order in which it was computed, where that has the same shape.</summary>
    public static OperationFault ResultOfEinsumNotPermuted { get; } = OperationFault.Of(
        static faulty => new(
            static shapes => [shapes[1][1], shapes[0][0]], static x => Tensor.Einsum("ij,jk->ki", x),
            (operand, x, _) => dy => Given(faulty, dy) is var given && operand == 0
                ? given.MatMul(x[1], Transposed.Right) : x[0].MatMul(given, Transposed.Left)),
        static draw => (draw.Size("n", 1, 3), draw.Size("k", 1, 3)) is var (n, k)
            ? [draw.Tensor<double>("x", [n, k]), draw.Tensor<double>("y", [k, draw.Coin("square") ? n : draw.Size("m", 1, 3)])] : []);

    private static V Given(bool faulty, V dy) => faulty && dy.Shape[0] == dy.Shape[1] ? dy : dy.Transpose();

    private static V Others(V x, int one) => Tensor.Concatenate(0, x.Slice(0, 0, one), x.Slice(0, one + 1, x.Length - one - 1));
}
