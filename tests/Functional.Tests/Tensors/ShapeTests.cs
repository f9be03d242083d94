namespace Functional.Tests.Tensors;

public class ShapeTests
{
    private static readonly Shape Matrix = [2, 3];

    [Fact]
    public void A_shape_knows_its_rank_and_its_number_of_elements()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal(3, shape.Rank);
        Assert.Equal(24, shape.ElementCount);
        Assert.Equal([2, 3, 4], shape.Sizes.ToArray());
    }

    [Fact]
    public void A_number_has_no_axes_and_one_element()
    {
        Shape none = [];
        Assert.Same(Shape.Scalar, none);
        Assert.Equal((0, 1), (none.Rank, none.ElementCount));
    }

    [Fact]
    public void A_size_of_zero_leaves_no_elements()
    {
        Assert.Equal(0, Shape.Create(3, 0, 2).ElementCount);
        Assert.Equal(0, Shape.Create(0).ElementCount);
    }

    [Fact]
    public void Axes_are_counted_from_either_end()
    {
        Assert.Equal(2, Matrix[0]);
        Assert.Equal(3, Matrix[^1]);
        Assert.Equal(1, Matrix.Axis(-1));
        Assert.Equal(0, Matrix.Axis(-2));
        Assert.Equal(1, Matrix.Axis(1));
    }

    [Fact]
    public void A_range_takes_neighbouring_axes()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal([2, 3], shape[..^1]);
        Assert.Equal([4], shape[2..]);
        Assert.Equal(Shape.Scalar, shape[1..1]);
    }

    [Fact]
    public void A_shape_is_matched_by_its_sizes()
    {
        Shape shape = [2, 3, 4];
        Assert.True(shape is [2, _, 4]);
        Assert.False(shape is [2, 3]);
        Assert.Equal([3, 4], shape is [_, .. var inner] ? inner : Shape.Scalar);
    }

    [Fact]
    public void A_shape_is_spread_into_its_sizes()
    {
        Shape spread = [7, .. Matrix, .. Matrix[1..]];
        Assert.Equal([7, 2, 3, 3], spread);
        Assert.Equal(2, Matrix.Count);
    }

    [Fact]
    public void With_changes_one_axis_and_leaves_the_original()
    {
        Assert.Equal([2, 5], Matrix.With(-1, 5));
        Assert.Equal([2, 3], Matrix);
    }

    [Fact]
    public void Then_appends_axes() => Assert.Equal([2, 3, 4, 5], Matrix.Then([4, 5]));

    [Fact]
    public void Shapes_with_the_same_sizes_are_equal_and_hash_alike()
    {
        Shape same = [2, 3];
        Assert.True(Matrix == same);
        Assert.False(Matrix != same);
        Assert.True(Matrix.Equals((object)same));
        Assert.Equal(Matrix.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void Shapes_differ_by_order_rank_and_null()
    {
        Assert.True(Matrix != [3, 2]);
        Assert.True(Matrix != [1, 2, 3]);
        Assert.False(Matrix == null);
        Assert.True((Shape?)null == null);
        Assert.False(Matrix.Equals("[2, 3]"));
    }

    [Fact]
    public void A_shape_is_written_as_it_is_created()
    {
        Assert.Equal("[2, 3]", Matrix.ToString());
        Assert.Equal("[]", Shape.Scalar.ToString());
    }

    [Theory]
    [InlineData("2,3", "2,3", "2,3")]
    [InlineData("2,3", "3", "2,3")]
    [InlineData("2,1", "1,3", "2,3")]
    [InlineData("", "4,5", "4,5")]
    [InlineData("0", "1", "0")]
    [InlineData("1,0", "2,1", "2,0")]
    [InlineData("5,1,3", "4,1", "5,4,3")]
    public void Shapes_broadcast_when_aligned_sizes_agree_or_one_is_1(string left, string right, string common)
    {
        Assert.Equal(Parse(common), Shape.Broadcast(Parse(left), Parse(right)));
        Assert.Equal(Parse(common), Shape.Broadcast(Parse(right), Parse(left)));
    }

    [Theory]
    [InlineData("2,3", "2")]
    [InlineData("2,3", "3,2")]
    [InlineData("0", "2")]
    [InlineData("4,2,3", "3,3")]
    public void Other_shapes_do_not_broadcast(string left, string right)
    {
        Assert.Null(Shape.Broadcast(Parse(left), Parse(right)));
        Assert.Null(Shape.Broadcast(Parse(right), Parse(left)));
    }

    private static Shape Parse(string sizes) => [.. sizes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
