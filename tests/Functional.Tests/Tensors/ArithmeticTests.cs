using System.Numerics;

namespace Functional.Tests.Tensors;

public abstract class ArithmeticTests<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static T Number(double value) => T.CreateChecked(value);

    private static Tensor<T> Vector(params double[] values) => Tensor.Vector<T>([.. values.Select(Number)]);

    private static Tensor<T> Matrix(params double[][] rows) => Tensor.Matrix<T>([.. rows.Select(row => row.Select(Number).ToArray())]);

    private static readonly Tensor<T> Grid = Matrix([1, 2, 3], [4, 5, 6]);

    [Fact]
    public void Operators_work_element_by_element()
    {
        Tensor<T> left = Vector(1, -6, 4), right = Vector(2, 3, -4);
        Assert.Equal(Vector(3, -3, 0), left + right);
        Assert.Equal(Vector(-1, -9, 8), left - right);
        Assert.Equal(Vector(2, -18, -16), left * right);
        Assert.Equal(Vector(0.5, -2, -1), left / right);
        Assert.Equal(Vector(-1, 6, -4), -left);
        Assert.Equal(Vector(2, 3, 4), left.Maximum(right));
        Assert.Equal(Vector(1, -6, -4), left.Minimum(right));
    }

    [Fact]
    public void A_number_goes_with_every_shape_on_either_side()
    {
        Assert.Equal(Matrix([11, 12, 13], [14, 15, 16]), Grid + Number(10));
        Assert.Equal(Matrix([9, 8, 7], [6, 5, 4]), Number(10) - Grid);
        Assert.Equal(Matrix([2, 4, 6], [8, 10, 12]), Number(2) * Grid);
        Assert.Equal(Vector(6, 3, 2), Number(6) / Vector(1, 2, 3));
        Assert.Equal(Vector(0.5, 1, 1.5), Vector(1, 2, 3) / Number(2));
    }

    [Fact]
    public void Two_numbers_make_a_number()
    {
        Tensor<T> two = Number(2), three = Number(3);
        Assert.Equal(Number(6), (two * three).Scalar);
        Assert.Equal(0, (two * three).Rank);
    }

    [Fact]
    public void A_vector_is_repeated_for_every_row() => Assert.Equal(Matrix([10, 40, 90], [40, 100, 180]), Grid * Vector(10, 20, 30));

    [Fact]
    public void A_column_is_repeated_for_every_column() => Assert.Equal(Matrix([0, 1, 2], [2, 3, 4]), Grid - Matrix([1], [2]));

    [Fact]
    public void A_column_and_a_row_make_a_table() =>
        Assert.Equal(Matrix([11, 12, 13], [21, 22, 23]), Matrix([10], [20]) + Vector(1, 2, 3));

    [Fact]
    public void A_middle_axis_is_repeated()
    {
        var left = Tensor.Generate([2, 1, 2], (int place) => Number(place));
        var right = Tensor.Generate([2, 1], (int place) => Number(10 * place));
        Assert.Equal(Tensor.Create<T>([2, 2, 2], [.. new double[] { 0, 1, 10, 11, 2, 3, 12, 13 }.Select(Number)]), left + right);
    }

    [Fact]
    public void Axes_of_size_zero_broadcast_with_1_and_leave_nothing()
    {
        Assert.Equal([2, 0], (Tensor.Ones<T>([2, 0]) + Tensor.Ones<T>([2, 1])).Shape);
        Assert.Equal([0, 3], (Grid[..1] * Tensor.Ones<T>([0, 1])).Shape);
        Assert.Equal([0], (Tensor.Zeros<T>([0]) + T.One).Shape);
    }

    [Fact]
    public void Division_by_zero_follows_IEEE_754() =>
        Assert.Equal(Tensor.Vector(T.PositiveInfinity, T.NegativeInfinity, T.NaN), Vector(1, -1, 0) / T.Zero);

    [Fact]
    public void Maximum_and_minimum_hand_on_NaN()
    {
        Tensor<T> some = [T.NaN, T.One], other = [T.Zero, T.NaN];
        Assert.Equal(Tensor.Vector(T.NaN, T.NaN), some.Maximum(other));
        Assert.Equal(Tensor.Vector(T.NaN, T.NaN), some.Minimum(other));
    }

    [Fact]
    public void Functions_of_each_element()
    {
        Assert.Equal(Vector(0, 1), Vector(1, double.E).Log().Map(x => T.Round(x, 5)));
        Assert.Equal(Vector(1, 2.71828), Vector(0, 1).Exp().Map(x => T.Round(x, 5)));
        Assert.Equal(Vector(0, 0.76159, -1), Vector(0, 1, -40).Tanh().Map(x => T.Round(x, 5)));
        Assert.Equal(Vector(0.5, 1, 0), Vector(0, 40, -200).Sigmoid().Map(x => T.Round(x, 5)));
        Assert.Equal(Vector(0, 3), Vector(0, 9).Sqrt());
        Assert.Equal(Vector(1, 0, 2.5), Vector(-1, 0, 2.5).Abs());
        Assert.True(T.IsNaN(Vector(-1).Log().Scalar) && T.IsNaN(Vector(-1).Sqrt().Scalar));
        Assert.Equal(T.NegativeInfinity, Vector(0).Log().Scalar);
    }

    [Fact]
    public void Map_and_Zip_take_any_function()
    {
        Assert.Equal(Vector(1, 4, 9), Vector(1, 2, 3).Map(x => x * x));
        Assert.Equal(Vector(1, 8, 81), Vector(1, 2, 3).Zip(Vector(1, 3, 4), (x, y) => T.Pow(x, y)).Map(T.Round));
    }

    [Fact]
    public void Only_NaN_and_infinity_are_not_finite()
    {
        Assert.True(Vector(1e30, -1e-30).IsFinite);
        Assert.True(Tensor.Zeros<T>([0]).IsFinite);
        Assert.False(Tensor.Vector(T.One, T.NaN).IsFinite);
        Assert.False(Tensor.Vector(T.One, T.NegativeInfinity).IsFinite);
    }
}

public sealed class ArithmeticOfFloats : ArithmeticTests<float>;

public sealed class ArithmeticOfDoubles : ArithmeticTests<double>;
