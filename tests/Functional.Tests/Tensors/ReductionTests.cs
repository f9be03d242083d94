using System.Numerics;

namespace Functional.Tests.Tensors;

public abstract class ReductionTests<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static T Number(double value) => T.CreateChecked(value);

    private static Tensor<T> Vector(params double[] values) => Tensor.Vector<T>([.. values.Select(Number)]);

    private static Tensor<T> Shaped(Shape shape, params double[] values) => Vector(values).Reshape(shape);

    private static readonly Tensor<T> Grid = Shaped([2, 3], 1, 2, 3, 4, 5, 6);
    private static readonly Tensor<T> Cube = Tensor.Generate([2, 3, 4], (int place) => Number(place));

    [Fact]
    public void Sum_over_the_first_axis_adds_rows() => Assert.Equal(Vector(5, 7, 9), Grid.Sum([0]));

    [Fact]
    public void Sum_over_the_last_axis_adds_within_rows() => Assert.Equal(Vector(6, 15), Grid.Sum([-1]));

    [Fact]
    public void Sum_over_all_axes_is_a_number()
    {
        Assert.Equal(Shaped([], 21), Grid.Sum());
        Assert.Equal(Shaped([], 21), Grid.Sum([]));
        Assert.Equal(Shaped([], 21), Grid.Sum([1, 0]));
    }

    [Fact]
    public void Axes_that_are_kept_have_size_1()
    {
        Assert.Equal(Shaped([1, 3], 5, 7, 9), Grid.Sum([0], keepAxes: true));
        Assert.Equal(Shaped([2, 1], 6, 15), Grid.Sum([1], keepAxes: true));
        Assert.Equal(Shaped([1, 1], 21), Grid.Sum([], keepAxes: true));
    }

    [Fact]
    public void Sum_over_the_middle_axis() => Assert.Equal(Shaped([2, 4], 12, 15, 18, 21, 48, 51, 54, 57), Cube.Sum([1]));

    [Fact]
    public void Sum_over_axes_that_are_not_neighbours()
    {
        Assert.Equal(Vector(60, 92, 124), Cube.Sum([0, 2]));
        Assert.Equal(Vector(60, 92, 124), Cube.Sum([-1, -3]));
        Assert.Equal(Shaped([1, 3, 1], 60, 92, 124), Cube.Sum([2, 0], keepAxes: true));
    }

    [Fact]
    public void The_sum_of_nothing_is_zero()
    {
        Assert.Equal(Vector(0, 0), Tensor.Ones<T>([2, 0]).Sum([1]));
        Assert.Equal(Shaped([0]), Tensor.Ones<T>([2, 0]).Sum([0]));
        Assert.Equal(T.Zero, Tensor.Ones<T>([0]).Sum().Scalar);
    }

    [Fact]
    public void Reductions_of_a_number_are_the_number()
    {
        Tensor<T> number = Number(2.5);
        Assert.Equal(number, number.Sum());
        Assert.Equal(number, number.Mean());
        Assert.Equal(number, number.Max());
        Assert.Equal(number, number.LogSumExp());
    }

    [Fact]
    public void Mean_divides_by_the_number_of_elements()
    {
        Assert.Equal(Vector(2.5, 3.5, 4.5), Grid.Mean([0]));
        Assert.Equal(Shaped([2, 1], 2, 5), Grid.Mean([-1], keepAxes: true));
        Assert.Equal(Shaped([], 3.5), Grid.Mean());
    }

    [Fact]
    public void Max_finds_the_largest()
    {
        var x = Shaped([2, 3], 1, -2, 3, -4, 5, -6);
        Assert.Equal(Vector(1, 5, 3), x.Max([0]));
        Assert.Equal(Vector(3, 5), x.Max([1]));
        Assert.Equal(Shaped([1, 1], 5), x.Max([], keepAxes: true));
        Assert.Equal(Number(-1), Vector(-3, -1, -2).Max().Scalar);
    }

    [Fact]
    public void Max_hands_on_NaN_along_either_axis()
    {
        var x = Tensor.Create<T>([2, 2], T.One, T.NaN, T.Zero, T.One);
        Assert.Equal(Tensor.Vector(T.One, T.NaN), x.Max([0]));
        Assert.Equal(Tensor.Vector(T.NaN, T.One), x.Max([1]));
    }

    [Fact]
    public void Min_finds_the_smallest_and_hands_on_NaN()
    {
        var x = Shaped([2, 3], 1, -2, 3, -4, 5, -6);
        Assert.Equal(Vector(-4, -2, -6), x.Min([0]));
        Assert.Equal(Vector(-2, -6), x.Min([1]));
        Assert.Equal(Shaped([1, 1], -6), x.Min([], keepAxes: true));
        Assert.Equal(Number(1), Vector(3, 1, 2).Min().Scalar);
        Assert.Equal(Tensor.Vector(T.NaN, T.One), Tensor.Create<T>([2, 2], T.One, T.NaN, T.One, T.PositiveInfinity).Min([1]));
    }

    [Fact]
    public void ArgMax_finds_the_first_of_equal_ones()
    {
        Assert.Equal([1, 0], Shaped([2, 3], 1, 3, 3, 2, 2, 2).ArgMax().ToArray());
        Assert.Equal([1, 0, 0], Shaped([2, 3], 1, 3, 3, 2, 2, 2).ArgMax(0).ToArray());
    }

    [Fact]
    public void ArgMax_finds_the_first_NaN_as_Max_does()
    {
        Assert.Equal([1], Tensor.Vector(T.One, T.NaN, T.One, T.NaN).ArgMax().ToArray());
        Assert.Equal([0], Tensor.Vector(T.NaN, T.One).ArgMax().ToArray());
    }

    [Fact]
    public void ArgMax_runs_over_the_other_axes_in_row_major_order()
    {
        var x = Shaped([2, 2, 2], 0, 1, 1, 0, 1, 1, 0, 2);
        Assert.Equal([1, 0, 0, 1], x.ArgMax(1).ToArray());
        Assert.Equal([1, 0, 0, 1], x.ArgMax(2).ToArray());
        Assert.Equal([1, 0, 0, 1], x.ArgMax(0).ToArray());
        Assert.Equal([2, 2, 2, 2, 2, 2, 2, 2], Cube.ArgMax(-2).ToArray());
        Assert.Empty(Tensor.Zeros<T>([0, 3]).ArgMax());
    }
}

public sealed class ReductionsOfFloats : ReductionTests<float>;

public sealed class ReductionsOfDoubles : ReductionTests<double>;
