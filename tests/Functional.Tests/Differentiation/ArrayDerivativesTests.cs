using Functional.Tests.Golden;
using Xunit.Abstractions;

namespace Functional.Tests.Differentiation;

/// <summary>Operations on arrays have PyTorch's outputs, first and second derivatives, away from kinks and ties.</summary>
public sealed class ArrayDerivativesTests(ITestOutputHelper output)
{
    private const int Cases = 40;

    private static readonly Dictionary<string, GoldenFunction> Operations = new(StringComparer.Ordinal)
    {
        ["cumSum"] = static (x, golden) => x[0].CumSum(One(golden, "axis"), One(golden, "reverse") == 1, One(golden, "exclusive") == 1),
        ["prod"] = static (x, golden) => x[0].Prod(golden.Integers("axes"), KeepAxes(golden)),
        ["prodWithZeros"] = static (x, golden) => x[0].Prod(golden.Integers("axes"), KeepAxes(golden)),
        ["norm1"] = static (x, golden) => x[0].Norm(1, golden.Integers("axes"), KeepAxes(golden)),
        ["norm2"] = static (x, golden) => x[0].Norm(2, golden.Integers("axes"), KeepAxes(golden)),
        ["norm3"] = static (x, golden) => x[0].Norm(3, golden.Integers("axes"), KeepAxes(golden)),
        ["normLargest"] = static (x, golden) => x[0].Norm(double.PositiveInfinity, golden.Integers("axes"), KeepAxes(golden)),
        ["variance"] = static (x, golden) => x[0].Variance(golden.Integers("axes"), KeepAxes(golden)),
        ["sort"] = static (x, golden) => x[0].Sort(One(golden, "axis")),
        ["sortDescending"] = static (x, golden) => x[0].Sort(One(golden, "axis"), descending: true),
        ["topK"] = static (x, golden) => x[0].TopK(One(golden, "count"), One(golden, "axis")).Values,
        ["topKSmallest"] = static (x, golden) => x[0].TopK(One(golden, "count"), One(golden, "axis"), largest: false).Values,
        ["takeAlong"] = static (x, golden) =>
            x[0].TakeAlong(Indices.Of(Shape.Create(golden.Integers("shape")), golden.Integers("places")), One(golden, "axis")),
        ["addAlong"] = static (x, golden) => x[0].AddAlong(Indices.Of(x[0].Shape, golden.Integers("places")), One(golden, "axis"), One(golden, "size")),
        ["segmentSum"] = static (x, golden) => x[0].SegmentSum(Indices.Create(golden.Integers("segments")), One(golden, "count")),
        ["takePlaces"] = static (x, golden) => x[0].TakePlaces(One(golden, "axis"), golden.Integers("places")),
        ["flip"] = static (x, golden) => x[0].Flip(golden.Integers("axes")),
        ["roll"] = static (x, golden) => x[0].Roll(One(golden, "axis"), One(golden, "shift")),
        ["tile"] = static (x, golden) => x[0].Tile(golden.Integers("times")),
        ["repeat"] = static (x, golden) => x[0].Repeat(One(golden, "axis"), One(golden, "times")),
        ["padConstant"] = static (x, golden) => x[0].Pad(One(golden, "axis"), One(golden, "before"), One(golden, "after"), 0.5),
        ["padReflect"] = static (x, golden) => Padded(x[0], golden, PadMode.Reflect),
        ["padReplicate"] = static (x, golden) => Padded(x[0], golden, PadMode.Replicate),
        ["padCircular"] = static (x, golden) => Padded(x[0], golden, PadMode.Circular),
        ["bij,bjk->bik"] = Einsum,
        ["ij,kj->ki"] = Einsum,
        ["ij,jk,kl->li"] = Einsum,
        ["bi,ijk,bj->bk"] = Einsum,
        ["iij,j->i"] = Einsum,
        ["ai,bj->ij"] = Einsum,
        ["bi,bi->b"] = Einsum,
        ["ba,at"] = Einsum,
        ["lowerTriangle"] = static (x, golden) => x[0].LowerTriangle(One(golden, "diagonal")),
        ["upperTriangle"] = static (x, golden) => x[0].UpperTriangle(One(golden, "diagonal")),
        ["diagonal"] = static (x, _) => x[0].Diagonal(),
        ["fromDiagonal"] = static (x, _) => x[0].FromDiagonal(),
    };

    private static readonly Dictionary<string, GoldenFunction> Matrices = new(StringComparer.Ordinal)
    {
        ["solve"] = static (x, _) => x[0].Solve(x[1]),
        ["solveTransposed"] = static (x, _) => x[0].Solve(x[1], transposed: true),
        ["triangularSolveLower"] = static (x, _) => x[0].TriangularSolve(x[1]),
        ["triangularSolveLowerTransposed"] = static (x, _) => x[0].TriangularSolve(x[1], transposed: true),
        ["triangularSolveUpper"] = static (x, _) => x[0].TriangularSolve(x[1], upper: true),
        ["triangularSolveUpperTransposed"] = static (x, _) => x[0].TriangularSolve(x[1], upper: true, transposed: true),
        ["cholesky"] = static (x, _) => x[0].Cholesky(),
        ["determinant"] = static (x, _) => x[0].Determinant(),
        ["logDeterminant"] = static (x, _) => x[0].LogDeterminant(),
    };

    private static readonly GoldenFunctions Arrays = new("arrays.txt.gz", Operations), LinearAlgebra = new("linear_algebra.txt.gz", Matrices);

    public static TheoryData<string> ArrayNames => [.. Operations.Keys];

    public static TheoryData<string> MatrixNames => [.. Matrices.Keys];

    [Theory]
    [MemberData(nameof(ArrayNames))]
    public void An_operation_on_arrays_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) =>
        output.WriteLine(Arrays.Compare(name, Cases));

    [Theory]
    [MemberData(nameof(MatrixNames))]
    public void An_operation_on_matrices_has_them_too(string name) => output.WriteLine(LinearAlgebra.Compare(name, Cases));

    [Fact]
    public void No_golden_operation_is_left_out()
    {
        Arrays.AreAll();
        LinearAlgebra.AreAll();
    }

    private static Tensor<double> Einsum(Tensor<double>[] x, GoldenDerivatives golden) => Tensor.Einsum<double>(golden.Function, x);

    private static Tensor<double> Padded(Tensor<double> x, GoldenDerivatives golden, PadMode mode) =>
        x.Pad(One(golden, "axis"), One(golden, "before"), One(golden, "after"), mode);

    private static int One(GoldenDerivatives golden, string attribute) => golden.Integers(attribute)[0];

    private static bool KeepAxes(GoldenDerivatives golden) => One(golden, "keep") == 1;
}
