namespace Functional.Tests.Tensors;

/// <summary>Equations and factors of matrices: what they solve, in blocks and in batches, and at their corners.</summary>
public class MatrixTests
{
    private const double Epsilon = 2.220446049250313e-16;

    private static readonly Key Seed = Key.FromSeed(20);

    /// <summary>Below, at and above the sizes that are worked on in blocks.</summary>
    public static TheoryData<int> Sizes => [1, 2, 5, 47, 48, 49, 97, 150];

    /// <summary>‖A·X − B‖ ≤ n·ε·‖A‖·‖X‖ with room for growth, which is small with partial pivoting (Higham, "Accuracy and Stability", 9.3).</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_solution_solves_the_equation(int size)
    {
        var (a, b) = (Seed.Split("a").Normal<double>([size, size]), Seed.Split("b").Normal<double>([size, 3]));
        var (x, y) = (a.Solve(b), a.Solve(b, transposed: true));

        Assert.InRange((a.MatMul(x) - b).Norm().Scalar, 0, 10 * size * Epsilon * a.Norm().Scalar * x.Norm().Scalar);
        Assert.InRange((a.MatMul(y, Transposed.Left) - b).Norm().Scalar, 0, 10 * size * Epsilon * a.Norm().Scalar * y.Norm().Scalar);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_solution_of_a_triangle_solves_it_whatever_is_in_the_other(int size)
    {
        var a = Seed.Split("a").Uniform<double>([size, size], -1, 1) / size + Tensor.Identity<double>(size);
        var b = Seed.Split("b").Normal<double>([size, 4]);
        foreach (var upper in new[] { false, true })
            foreach (var transposed in new[] { false, true })
            {
                var triangle = upper ? a.UpperTriangle() : a.LowerTriangle();
                var other = upper ? a.LowerTriangle(-1) : a.UpperTriangle(1);
                var x = (triangle + other.Map(static x => x == 0 ? 0 : double.NaN)).TriangularSolve(b, upper, transposed);

                Assert.InRange(
                    (triangle.MatMul(x, transposed ? Transposed.Left : Transposed.None) - b).Norm().Scalar, 0, size * Epsilon * triangle.Norm().Scalar * x.Norm().Scalar);
            }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_factor_times_its_transpose_is_the_matrix(int size)
    {
        var root = Seed.Split("root").Normal<double>([size, size]);
        var a = root.MatMul(root, Transposed.Right) + Tensor.Identity<double>(size);
        var factor = a.Cholesky();

        Assert.Equal(factor.LowerTriangle(), factor);
        Assert.InRange((factor.MatMul(factor, Transposed.Right) - a).Norm().Scalar, 0, size * Epsilon * a.Norm().Scalar);
        Assert.Equal(2 * factor.Diagonal().Log().Sum().Scalar, a.LogDeterminant().Scalar, size * 1e-13 * (1 + a.LogDeterminant().Abs().Scalar));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_matrix_of_a_batch_is_solved_by_itself(int size)
    {
        var (a, b) = (Seed.Split("a").Normal<float>([2, 1, size, size]), Seed.Split("b").Normal<float>([3, size, 2]));
        var all = a.Solve(b);

        Assert.Equal([2, 3, size, 2], all.Shape);
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++)
                Assert.Equal(a.TakeRows(i).Reshape(size, size).Solve(b.TakeRows(j).Reshape(size, 2)), all.TakeRows(i).Reshape([3, size, 2]).TakeRows(j).Reshape(size, 2));
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        var (a, b) = (Seed.Split("a").Normal<float>([300, 300]), Seed.Split("b").Normal<float>([300, 40]));

        Assert.Equal(Threads.AtMost(1, () => a.Solve(b)), a.Solve(b));
        Assert.Equal(
            Threads.AtMost(1, () => a.MatMul(a, Transposed.Right).Cholesky()), a.MatMul(a, Transposed.Right).Cholesky());
    }

    [Fact]
    public void Rows_change_places_where_a_pivot_is_small()
    {
        var a = Tensor.Matrix<double>([[0, 1], [1, 0]]);

        Assert.Equal(Tensor.Matrix<double>([[2], [1]]), a.Solve(Tensor.Matrix<double>([[1], [2]])));
        Assert.Equal(-1.0, a.Determinant().Scalar);
        Assert.Equal(0.0, a.LogDeterminant().Scalar);
        Assert.Equal(Tensor.Matrix<double>([[1], [1]]), Tensor.Matrix<double>([[1e-20, 1], [1, 1]]).Solve(Tensor.Matrix<double>([[1], [2]])));
    }

    [Fact]
    public void Determinants_of_singular_matrices_are_zero_and_of_none_one()
    {
        var singular = Tensor.Matrix<double>([[1, 2], [2, 4]]);

        Assert.Equal(0.0, singular.Determinant().Scalar);
        Assert.Equal(double.NegativeInfinity, singular.LogDeterminant().Scalar);
        Assert.Equal([1, 1], Tensor.Zeros<double>([2, 0, 0]).Determinant());
        Assert.Equal([0, 0], Tensor.Zeros<double>([2, 0, 0]).LogDeterminant());
        Assert.Equal(Tensor.Zeros<double>([2, 0, 3]), Tensor.Zeros<double>([2, 0, 0]).Solve(Tensor.Zeros<double>([0, 3])));
        Assert.Equal(Tensor.Zeros<double>([0, 0]), Tensor.Zeros<double>([0, 0]).Cholesky());
    }

    /// <summary>A determinant of 10⁻⁴⁰⁰ is 0, but its logarithm is a number.</summary>
    [Fact]
    public void The_logarithm_of_a_determinant_does_not_vanish_with_it()
    {
        var a = Tensor.Full([400], 0.1).FromDiagonal();

        Assert.Equal(0.0, a.Determinant().Scalar);
        Assert.Equal(400 * Math.Log(0.1), a.LogDeterminant().Scalar, 1e-11);
    }

    [Fact]
    public void NaN_goes_on_into_the_result()
    {
        var a = Tensor.Matrix<double>([[2, double.NaN], [double.NaN, 3]]);

        Assert.Contains(double.NaN, a.Solve(Tensor.Ones<double>([2, 1])));
        Assert.Contains(double.NaN, a.Cholesky());
        Assert.Equal(double.NaN, a.Determinant().Scalar);
        Assert.Contains(double.NaN, Tensor.Matrix<double>([[double.NaN, 0], [0, 0]]).Solve(Tensor.Ones<double>([2, 1])));
    }

    [Fact]
    public void What_flows_back_to_a_factored_matrix_is_symmetric()
    {
        var a = Tensor.Matrix<double>([[4, 1, 0.5], [1, 3, 0.25], [0.5, 0.25, 2]]);
        var gradient = Differentiable.Trace(static (Tensor<double> x) => x.Cholesky().Sum()).Gradient()(a);

        Assert.Equal(gradient.Transpose(), gradient);
    }
}
