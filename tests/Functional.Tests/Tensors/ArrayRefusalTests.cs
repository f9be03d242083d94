namespace Functional.Tests.Tensors;

public class ArrayRefusalTests
{
    private static readonly Tensor<float> Grid = Tensor.Ones<float>([2, 3]), Number = 1f, Square = Tensor.Identity<float>(2);

    [Fact]
    public void Places_outside_of_an_axis()
    {
        Refused.Shape(() => Grid.TakePlaces(1, 0, 3), "TakePlaces", "place 3", "axis 1", "[2, 3]");
        Refused.Shape(() => Grid.TakePlaces(0, -1), "place -1", "axis 0", "[2, 3]");
        Refused.Shape(() => Grid.TakePlaces(2, 0), "axis 2", "[2, 3]", "rank is 2");
        Refused.Shape(() => Grid.TakeAlong(Indices.Of([2, 1], 0, 3)), "TakeAlong", "place 3", "number 1", "[2, 1]", "none of the 3", "axis 1");
        Refused.Shape(() => Grid.AddAlong(Indices.Of([2, 3], 0, 0, 0, 0, 0, 4), 1, 4), "AddAlong", "place 4", "number 5", "none of the 4");
        Refused.Shape(() => Grid.SegmentSum([0, 2], 2), "SegmentSum", "row 1", "segment 2", "none of 2");
    }

    [Fact]
    public void Places_of_another_shape()
    {
        Refused.Shape(() => Grid.TakeAlong(Indices.Of([3, 3], new int[9])), "TakeAlong", "[3, 3]", "[2, 3]", "axis 1");
        Refused.Shape(() => Grid.TakeAlong([0, 1]), "TakeAlong", "[2]", "[2, 3]");
        Refused.Shape(() => Grid.AddAlong(Indices.Of([2, 2], new int[4]), 1, 3), "AddAlong", "[2, 2]", "[2, 3]");
        Refused.Shape(() => Grid.SegmentSum([0], 1), "SegmentSum", "[1]", "[2, 3]");
        Refused.Shape(() => Number.SegmentSum([], 1), "SegmentSum", "[0]", "[]");
    }

    [Fact]
    public void Places_outside_are_refused_in_a_traced_function_too() => Refused.Shape(
        () => Differentiable.Trace(static (Tensor<float> x) => x.TakePlaces(0, 2))(Grid), "TakePlaces", "place 2", "[2, 3]");

    [Fact]
    public void More_of_the_largest_than_there_are() => Refused.Shape(() => Grid.TopK(4), "TopK", "4 elements", "axis 1", "[2, 3]");

    [Fact]
    public void The_order_of_a_mapped_tensor_cannot_be_read() =>
        Assert.Throws<TraceException>(() => Differentiable.Map(static (Tensor<float> x) => x.TopK(1).Values)(Grid));

    [Fact]
    public void Padding_further_than_there_is_to_mirror()
    {
        Refused.Shape(() => Grid.Pad(1, 3, 0, PadMode.Reflect), "Pad", "3 places before", "0 after", "Reflect", "axis 1", "[2, 3]", "at most 2");
        Refused.Shape(() => Grid.Pad(0, 0, 3, PadMode.Circular), "3 after", "Circular", "axis 0", "at most 2");
        Refused.Shape(() => Tensor.Zeros<float>([0]).Pad(0, 1, 0, PadMode.Replicate), "Replicate", "[0]", "at most 0");
        Refused.With<ArgumentOutOfRangeException>(() => Grid.Pad(0, 1, 1, (PadMode)7), "Pad", "7");
        Refused.With<ArgumentOutOfRangeException>(() => Grid.Pad(0, -1, 1), "before", "-1");
        Refused.With<ArgumentOutOfRangeException>(() => Grid.Pad(0, 1, -2, 1f), "after", "-2");
        Refused.Shape(() => Grid.Pad(0, int.MaxValue, 1), "Pad", "2147483647");
    }

    [Fact]
    public void Repeating_wrongly()
    {
        Refused.Shape(() => Grid.Tile(2), "Tile", "[2]", "2 axes", "[2, 3]");
        Refused.Shape(() => Grid.Tile(2, -1), "Tile", "[2, -1]", "[2, 3]");
        Refused.Shape(() => Grid.Tile(1 << 30, 1), "Tile", "axis 0", "[2, 3]", "2147483648");
        Refused.Shape(() => Grid.Repeat(1, 1 << 30), "Repeat", "axis 1", "3221225472");
        Refused.Shape(() => Grid.Flip(), "Flip", "[2, 3]");
        Refused.Shape(() => Grid.Flip(0, -2), "named twice", "[2, 3]");
    }

    [Fact]
    public void Norms_and_variances_of_nothing_that_has_any()
    {
        Refused.With<ArgumentOutOfRangeException>(() => Grid.Norm(0.5), "Norm", "at least 1", "0.5");
        Refused.With<ArgumentOutOfRangeException>(() => Grid.Norm(1e39), "Norm", "1E+39", "Single");
        Refused.Shape(() => Grid.Norm(2, [2]), "axis 2", "[2, 3]");
        Refused.Shape(() => Tensor.Zeros<float>([0, 3]).Variance([0]), "Variance", "0 elements", "[0, 3]");
        Refused.Shape(() => Grid.StandardDeviation([0], correction: 2), "StandardDeviation", "2 elements", "[2, 3]", "correction 2");
    }

    [Fact]
    public void Triangles_and_diagonals_of_what_is_no_matrix()
    {
        Refused.Shape(() => Number.LowerTriangle(), "LowerTriangle", "[]");
        Refused.Shape(() => Tensor.Ones<float>([3]).UpperTriangle(), "UpperTriangle", "[3]");
        Refused.Shape(() => Grid.Diagonal(), "Diagonal", "square", "[2, 3]");
        Refused.Shape(() => Number.FromDiagonal(), "FromDiagonal");
        Refused.Shape(() => Tensor.Ones<float>([1 << 16]).FromDiagonal(), "65536");
    }

    [Fact]
    public void Einsums_that_are_none()
    {
        Refused.With<FormatException>(() => Tensor.Einsum("ij->i.", Grid), "\"ij->i.\"", "'.'", "place 5");
        Refused.With<FormatException>(() => Tensor.Einsum("i1,1k->ik", Grid, Grid), "'1'", "place 1");
        Refused.With<FormatException>(() => Tensor.Einsum("ij->ik", Grid), "'k'", "place 5", "no operand");
        Refused.With<FormatException>(() => Tensor.Einsum("ij->jii", Grid), "'i'", "place 6", "already");
        Refused.With<FormatException>(() => Tensor.Einsum("ij->i->j", Grid), "'-'", "place 5");
        Refused.With<FormatException>(() => Tensor.Einsum("i->i,i", Grid), "','", "place 4");
        Refused.Shape(() => Tensor.Einsum("ij,jk->ik", Grid), "\"ij,jk->ik\"", "2 operands", "there are 1");
        Refused.Shape(() => Tensor.Einsum("ijk->i", Grid), "operand 0", "\"ijk\"", "[2, 3]");
        Refused.Shape(() => Tensor.Einsum("ij,jk->ik", Grid, Grid), "'j'", "3 in operand 0", "[2, 3]", "2 in operand 1");
        Refused.Shape(() => Tensor.Einsum("ii->i", Grid), "'i'", "2 in operand 0", "3 in operand 0");
    }

    [Fact]
    public void Equations_that_do_not_fit()
    {
        Refused.Shape(() => Grid.Solve(Grid), "Solve", "square", "[2, 3]");
        Refused.Shape(() => Square.Solve(Tensor.Ones<float>([2])), "Solve", "[2, 2]", "[2]");
        Refused.Shape(() => Square.TriangularSolve(Tensor.Ones<float>([3, 1])), "TriangularSolve", "[2, 2]", "[3, 1]");
        Refused.Shape(() => Tensor.Ones<float>([4, 2, 2]).Solve(Tensor.Ones<float>([3, 2, 1])), "[4, 2, 2]", "[3, 2, 1]", "broadcast");
        Refused.Shape(() => Grid.Cholesky(), "Cholesky", "[2, 3]");
        Refused.Shape(() => Number.Determinant(), "Determinant", "[]");
        Refused.Shape(() => Grid.LogDeterminant(), "LogDeterminant", "[2, 3]");
    }

    [Fact]
    public void Matrices_that_are_singular_or_not_positive_definite()
    {
        var second = Tensor.Stack(Square, Tensor.Matrix<float>([[1, 2], [2, 4]]));
        var indefinite = Tensor.Stack(Square, Tensor.Matrix<float>([[1, 2], [2, 1]]));

        Refused.With<MatrixException>(() => second.Solve(Tensor.Ones<float>([2, 1])), "Solve", "matrix 1", "[2, 2, 2]", "singular", "pivot 1");
        Refused.With<MatrixException>(() => Tensor.Zeros<float>([1, 1]).TriangularSolve(Tensor.Ones<float>([1, 1])), "TriangularSolve", "matrix 0", "pivot 0");
        Refused.With<MatrixException>(() => indefinite.Cholesky(), "Cholesky", "matrix 1", "[2, 2, 2]", "pivot 1", "-3");
        Refused.With<MatrixException>(() => Differentiable.Trace(static (Tensor<float> x) => x.Determinant().Sum()).Gradient()(second), "singular");
    }
}
