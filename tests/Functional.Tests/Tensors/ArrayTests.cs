namespace Functional.Tests.Tensors;

/// <summary>Operations on arrays, by example and at their corners.</summary>
public class ArrayTests
{
    private const double NaN = double.NaN, Infinity = double.PositiveInfinity;

    private static readonly Tensor<double> Grid = Tensor.Matrix<double>([[1, 2, 3], [4, 5, 6]]);

    [Fact]
    public void A_cumulative_sum_runs_either_way_with_the_element_or_without()
    {
        Assert.Equal([1, 3, 6], Tensor.Vector(1.0, 2, 3).CumSum());
        Assert.Equal([6, 5, 3], Tensor.Vector(1.0, 2, 3).CumSum(reverse: true));
        Assert.Equal([0, 1, 3], Tensor.Vector(1.0, 2, 3).CumSum(exclusive: true));
        Assert.Equal([5, 3, 0], Tensor.Vector(1.0, 2, 3).CumSum(reverse: true, exclusive: true));
        Assert.Equal(Tensor.Matrix<double>([[1, 2, 3], [5, 7, 9]]), Grid.CumSum(0));
        Assert.Equal(Tensor.Zeros<double>([0, 3]), Tensor.Zeros<double>([0, 3]).CumSum(1));
    }

    [Fact]
    public void A_cumulative_sum_passes_on_what_is_not_finite()
    {
        Assert.Equal([1, Infinity, Infinity, NaN, NaN], Tensor.Vector(1, Infinity, 2, -Infinity, 3).CumSum());
        Assert.Equal([1, NaN, NaN], Tensor.Vector(1, NaN, 2).CumSum());
        Assert.Equal([double.MaxValue, Infinity, Infinity], Tensor.Vector(double.MaxValue, double.MaxValue, -1).CumSum());
    }

    /// <summary>Plain sums of ones would stop at 2²⁴.</summary>
    [Fact]
    public void A_long_cumulative_sum_in_single_precision_keeps_every_one()
    {
        const int count = (1 << 24) + 64;
        var sums = Tensor.Ones<float>([count]).CumSum();

        Assert.Equal(count, sums[^1]);
        Assert.Equal(count, Tensor.Ones<float>([count, 1]).CumSum(0, reverse: true)[0, 0]);
    }

    [Fact]
    public void A_product_of_none_is_one_and_its_gradient_at_zeros_is_that_of_the_others()
    {
        var product = Differentiable.Trace(static (Tensor<double> x) => x.Prod());

        Assert.Equal(24.0, Tensor.Vector(1.0, 2, 3, 4).Prod().Scalar);
        Assert.Equal([6, 120], Grid.Prod([1]));
        Assert.Equal([1, 1, 1], Tensor.Zeros<double>([0, 3]).Prod([0]));
        Assert.Equal([0, 6, 0], product.Gradient()([2, 0, 3]));
        Assert.Equal([0, 0, 0], product.Gradient()([0, 0, 3]));
        Assert.Equal([3, 0, 0], product.Hvp()([0, 0, 3], [0, 1, 0]).Product);
        Assert.Equal(NaN, Tensor.Vector(0, Infinity).Prod().Scalar);
    }

    [Fact]
    public void Sorting_keeps_equal_ones_in_order_and_takes_NaN_for_the_largest()
    {
        var x = Tensor.Vector(2, NaN, 1, 2, -Infinity, Infinity, 1, -0.0, 0);

        Assert.Equal([-Infinity, 0, 0, 1, 1, 2, 2, Infinity, NaN], x.Sort());
        Assert.Equal([4, 7, 8, 2, 6, 0, 3, 5, 1], x.ArgSort());
        Assert.Equal([1, 5, 0, 3, 2, 6, 7, 8, 4], x.ArgSort(descending: true));
        Assert.Equal(Tensor.Matrix<double>([[4, 5, 6], [1, 2, 3]]), Grid.Sort(0, descending: true));
        Assert.Equal(Tensor.Zeros<double>([2, 0]), Tensor.Zeros<double>([2, 0]).Sort());
    }

    [Fact]
    public void What_flows_back_through_a_sort_goes_where_each_came_from_at_ties_too()
    {
        var (_, back) = Differentiable.Trace(static (Tensor<double> x) => x.Sort())([1, 0, 1, 0]);

        Assert.Equal([30, 10, 40, 20], back([10, 20, 30, 40]));
    }

    [Fact]
    public void The_largest_come_first_and_of_equal_ones_the_first()
    {
        var (values, places) = Tensor.Matrix<double>([[1, 3, 3], [NaN, 2, 1]]).TopK(2);

        Assert.Equal(Tensor.Matrix<double>([[3, 3], [NaN, 2]]), values);
        Assert.Equal(Indices.Of([2, 2], 1, 2, 0, 1), places);
        Assert.Equal(Tensor.Matrix<double>([[1, 2, 3]]), Grid.TopK(1, 0, largest: false).Values);
        Assert.Equal([0, 1, 1], Differentiable.Trace(static (Tensor<double> x) => x.TopK(2).Values.Sum()).Gradient()([1, 3, 2]));
    }

    [Fact]
    public void What_goes_to_one_place_adds_up_and_comes_back_to_each()
    {
        var places = Indices.Of([2, 3], 0, 0, 1, 1, 1, 1);

        Assert.Equal(Tensor.Matrix<double>([[3, 3, 0], [0, 15, 0]]), Grid.AddAlong(places, 1, 3));
        Assert.Equal(Tensor.Matrix<double>([[1, 1, 2], [5, 5, 5]]), Grid.TakeAlong(places));
        Assert.Equal(Tensor.Matrix<double>([[5, 7, 9], [0, 0, 0]]), Grid.SegmentSum([0, 0], 2));
        Assert.Equal(Grid.Sort(0, descending: true), Grid.TakeAlong(Grid.ArgSort(0, descending: true), 0));
        Assert.Equal(Tensor.Matrix<double>([[3, 1], [6, 4]]), Grid.TakePlaces(-1, 2, 0));
    }

    [Theory]
    [InlineData(PadMode.Zero, new double[] { 0, 0, 1, 2, 3, 0 })]
    [InlineData(PadMode.Reflect, new double[] { 3, 2, 1, 2, 3, 2 })]
    [InlineData(PadMode.Replicate, new double[] { 1, 1, 1, 2, 3, 3 })]
    [InlineData(PadMode.Circular, new double[] { 2, 3, 1, 2, 3, 1 })]
    public void Padding_puts_zeros_a_mirror_image_the_edge_or_the_other_end(PadMode mode, double[] expected) =>
        Assert.Equal(expected, Tensor.Vector(1.0, 2, 3).Pad(0, 2, 1, mode));

    [Fact]
    public void Padding_with_a_number_leaves_the_others_alone() => Assert.Equal([NaN, 1, 2, NaN], Tensor.Vector(1.0, 2).Pad(0, 1, 1, NaN));

    [Fact]
    public void Repeating_turning_and_moving()
    {
        Assert.Equal([1, 2, 1, 2, 1, 2], Tensor.Vector(1.0, 2).Tile(3));
        Assert.Equal([1, 1, 1, 2, 2, 2], Tensor.Vector(1.0, 2).Repeat(0, 3));
        Assert.Equal(Tensor.Zeros<double>([0, 6]), Grid.Tile(0, 2));
        Assert.Equal(Tensor.Matrix<double>([[6, 5, 4], [3, 2, 1]]), Grid.Flip(0, 1));
        Assert.Equal([3, 1, 2], Tensor.Vector(1.0, 2, 3).Roll(0, 1));
        Assert.Equal([2, 3, 1], Tensor.Vector(1.0, 2, 3).Roll(0, -4));
    }

    [Fact]
    public void Norms_neither_overflow_nor_vanish()
    {
        Assert.Equal(5e300, Tensor.Vector(3e300, -4e300).Norm().Scalar, 1e286);
        Assert.Equal(5e-300, Tensor.Vector(3e-300, -4e-300).Norm().Scalar, 1e-314);
        Assert.Equal(5e30f, Tensor.Vector(3e30f, -4e30f).Norm().Scalar, 1e25f);
        Assert.Equal(double.Epsilon, Tensor.Vector(double.Epsilon, 0).Norm().Scalar);
        Assert.Equal(1.5, Tensor.Vector(1.5, -1.25).Norm(1e6).Scalar, 1e-12);
        Assert.Equal([Infinity, Infinity, Infinity], Tensor.Stack<double>(new[] { 1, 2.0, 3 }.Select(static p => Tensor.Vector(1, -Infinity).Norm(p)).ToArray()));
        Assert.Equal(4.0, Tensor.Vector(3.0, -4).Norm(Infinity).Scalar);
        Assert.Equal(NaN, Tensor.Vector(1, NaN).Norm(3).Scalar);
        Assert.Equal(0.0, Tensor.Zeros<double>([0]).Norm(Infinity).Scalar);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    public void At_zero_a_norm_has_no_slope_and_neither_has_that(double order)
    {
        var norm = Differentiable.Trace((Tensor<double> x) => x.Norm(order));

        Assert.Equal([0, 0], norm.Gradient()([0, 0]));
        Assert.Equal([0, 0], norm.Hvp()([0, 0], [1, 2]).Product);
        Assert.Equal([0, 1], norm.Gradient()([0, 2]));
    }

    [Fact]
    public void A_variance_is_taken_in_two_passes_and_a_constant_deviates_by_nothing()
    {
        Assert.Equal(0, Tensor.Full([1 << 15], 100f).Variance().Scalar);
        Assert.Equal([2.0 / 3, 2.0 / 3], Grid.Variance([1]));
        Assert.Equal([1, 1], Grid.Variance([1], correction: 1));
        Assert.Equal([1, 1], Grid.StandardDeviation([1], correction: 1));
        Assert.Equal([0, 0, 0], Differentiable.Trace(static (Tensor<double> x) => x.StandardDeviation()).Gradient()([3, 3, 3]));
        var draws = Key.FromSeed(3).Normal<float>([1 << 15], 100, 0.01);
        var exact = draws.Cast<double>().StandardDeviation().Scalar;
        Assert.Equal(exact, draws.StandardDeviation().Scalar, exact * 1e-5);
    }

    [Fact]
    public void Triangles_and_diagonals_drop_what_is_elsewhere_even_NaN()
    {
        var square = Tensor.Matrix<double>([[1, NaN], [3, 4]]);

        Assert.Equal(Tensor.Matrix<double>([[1, 0], [3, 4]]), square.LowerTriangle());
        Assert.Equal(Tensor.Matrix<double>([[0, 0], [3, 0]]), square.LowerTriangle(-1));
        Assert.Equal(Tensor.Matrix<double>([[0, 2, 3], [0, 0, 6]]), Grid.UpperTriangle(1));
        Assert.Equal([1, 4], square.Diagonal());
        Assert.Equal(Tensor.Matrix<double>([[1, 0], [0, 4]]), square.Diagonal().FromDiagonal());
    }

    [Fact]
    public void Einsums_sum_take_diagonals_and_put_axes_in_order()
    {
        var square = Tensor.Matrix<double>([[1, 2], [3, 4]]);

        Assert.Equal(Grid.Transpose(), Tensor.Einsum("ij->ji", Grid));
        Assert.Equal(Grid.Transpose(), Tensor.Einsum("ba", Grid));
        Assert.Equal([6, 15], Tensor.Einsum("i j -> i", Grid));
        Assert.Equal(5.0, Tensor.Einsum("ii", square).Scalar);
        Assert.Equal([1, 4], Tensor.Einsum("ii->i", square));
        Assert.Equal(square.MatMul(Grid).Transpose(), Tensor.Einsum("ij,jk->ki", square, Grid));
        Assert.Equal(Grid * Grid, Tensor.Einsum("ij,ij->ij", Grid, Grid));
        Assert.Equal(7.0, Tensor.Einsum(",->", Tensor.Full([], 3.5), Tensor.Full([], 2.0)).Scalar);
        Assert.Equal(Tensor.Zeros<double>([2, 3]), Tensor.Einsum("ik,kj->ij", Tensor.Zeros<double>([2, 0]), Tensor.Zeros<double>([0, 3])));
        Assert.Equal([60, 120], Tensor.Einsum("i,j,k->i", Tensor.Vector(1.0, 2), Tensor.Vector(4.0, 8), Tensor.Vector(2.0, 3)));
    }
}
