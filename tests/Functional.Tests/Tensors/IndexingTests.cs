namespace Functional.Tests.Tensors;

public class IndexingTests
{
    // 0  1  2  3
    // 4  5  6  7
    // 8  9 10 11
    private static readonly Tensor<float> Counted = Tensor.Generate<float>([3, 4], (int place) => place);

    [Fact]
    public void An_index_names_a_place_on_each_axis() => Assert.Equal(6, Counted[1, 2]);

    [Fact]
    public void Places_are_counted_from_the_end_too() => Assert.Equal(11, Counted[^1, ^1]);

    [Fact]
    public void Elements_are_enumerated_in_row_major_order() => Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), Counted);

    [Fact]
    public void Ranges_cut_out_a_rectangle() => Assert.Equal(Tensor.Matrix<float>([[5, 6], [9, 10]]), Counted[1..3, 1..3]);

    [Fact]
    public void Axes_that_are_not_named_stay_whole() => Assert.Equal(Tensor.Matrix<float>([[4, 5, 6, 7]]), Counted[1..2]);

    [Fact]
    public void Ranges_count_from_the_end_too() => Assert.Equal(Tensor.Matrix<float>([[2, 3], [6, 7]]), Counted[..^1, ^2..]);

    [Fact]
    public void An_empty_range_leaves_no_elements()
    {
        Assert.Equal([0, 4], Counted[1..1].Shape);
        Assert.Equal([3, 0], Counted[.., 4..].Shape);
    }

    [Fact]
    public void A_slice_takes_places_of_one_axis()
    {
        Assert.Equal(Tensor.Matrix<float>([[1, 2], [5, 6], [9, 10]]), Counted.Slice(1, 1, 2));
        Assert.Equal(Counted.Slice(1, 1, 2), Counted.Slice(-1, 1, 2));
        Assert.Equal(Tensor.Matrix<float>([[8, 9, 10, 11]]), Counted.Slice(0, 2, 1));
    }

    [Fact]
    public void A_slice_of_an_inner_axis_keeps_the_others() =>
        Assert.Equal(Tensor.Create<float>([2, 1, 2], 2, 3, 8, 9), Tensor.Generate<float>([2, 3, 2], (int place) => place).Slice(1, 1, 1));
}

public class IndexingRefusalTests
{
    private static readonly Tensor<double> Matrix = Tensor.Ones<double>([3, 4]);

    [Fact]
    public void Fewer_places_than_axes() => Refused.Shape(() => Matrix[1], "[1]", "1 places", "[3, 4]", "2 axes");

    [Fact]
    public void More_places_than_axes() => Refused.Shape(() => Matrix[1, 2, 3], "[1, 2, 3]", "[3, 4]");

    [Fact]
    public void A_place_of_a_number() => Refused.Shape(() => ((Tensor<double>)1.0)[0], "[0]", "[]", "0 axes");

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(0, 4, 1)]
    [InlineData(2, 9, 1)]
    public void A_place_outside(int row, int column, int axis) =>
        Refused.Shape(() => Matrix[row, column], $"[{row}, {column}]", "[3, 4]", $"axis {axis}");

    [Fact]
    public void A_place_too_far_from_the_end() => Refused.Shape(() => Matrix[^4, 0], "[^4, 0]", "[3, 4]", "axis 0");

    [Fact]
    public void The_place_after_the_last() => Refused.Shape(() => Matrix[^0, 0], "[^0, 0]", "[3, 4]");

    [Fact]
    public void A_place_on_an_empty_axis() => Refused.Shape(() => Tensor.Zeros<double>([0])[0], "[0]");

    [Fact]
    public void More_ranges_than_axes() => Refused.Shape(() => Matrix[.., .., 0..1], "0..1", "3 ranges", "[3, 4]");

    [Fact]
    public void A_range_that_reaches_outside() => Refused.Shape(() => Matrix[.., 2..5], "2..5", "[3, 4]", "axis 1");

    [Fact]
    public void A_range_that_ends_before_it_starts() => Refused.Shape(() => Matrix[2..1], "2..1", "[3, 4]", "axis 0");

    [Fact]
    public void A_slice_that_reaches_outside()
    {
        Refused.Shape(() => Matrix.Slice(1, 2, 3), "places 2 to 4", "axis 1", "[3, 4]");
        Refused.Shape(() => Matrix.Slice(0, -1, 2), "places -1 to 0", "axis 0", "[3, 4]");
        Refused.Shape(() => Matrix.Slice(0, 1, int.MaxValue), "axis 0", "[3, 4]");
    }

    [Fact]
    public void A_slice_of_an_axis_that_does_not_exist() => Refused.Shape(() => Matrix.Slice(2, 0, 1), "[3, 4]", "axis 2", "rank is 2");
}
