namespace Functional.Tests.Tensors;

public class RearrangementTests
{
    private static readonly Tensor<float> Grid = Tensor.Matrix<float>([[1, 2, 3], [4, 5, 6]]);
    private static readonly Tensor<double> Cube = Tensor.Generate<double>([2, 3, 4], (int place) => place);

    [Fact]
    public void Reshape_keeps_the_order_of_elements() => Assert.Equal(Tensor.Matrix<float>([[1, 2], [3, 4], [5, 6]]), Grid.Reshape(3, 2));

    [Fact]
    public void Reshape_takes_sizes_a_collection_or_a_shape()
    {
        Shape shape = [3, 2];
        Assert.Equal(Grid.Reshape(shape), Grid.Reshape(3, 2));
        Assert.Equal(Grid.Reshape(shape), Grid.Reshape([3, 2]));
    }

    [Fact]
    public void Reshape_shares_the_memory() => Assert.True(Grid.Span.Overlaps(Grid.Reshape(6).Span));

    [Fact]
    public void One_size_may_be_left_over()
    {
        Assert.Equal([3, 2], Grid.Reshape(-1, 2).Shape);
        Assert.Equal([6], Grid.Reshape(-1).Shape);
        Assert.Equal([2, 3, 1], Grid.Reshape(2, 3, -1).Shape);
        Assert.Equal([0, 4], Tensor.Zeros<float>([2, 0]).Reshape(-1, 4).Shape);
    }

    [Fact]
    public void One_element_takes_any_rank()
    {
        Tensor<float> number = 7;
        Assert.Equal([1, 1, 1], number.Reshape(1, 1, 1).Shape);
        Assert.Equal(Shape.Scalar, number.Reshape(1, 1).Reshape().Shape);
    }

    [Fact]
    public void Transpose_exchanges_the_last_two_axes()
    {
        Assert.Equal(Tensor.Matrix<float>([[1, 4], [2, 5], [3, 6]]), Grid.Transpose());
        Assert.Equal([2, 4, 3], Cube.Transpose().Shape);
        Assert.Equal(Cube[1, 2, 3], Cube.Transpose()[1, 3, 2]);
    }

    [Fact]
    public void Permute_puts_axes_in_the_given_order()
    {
        var permuted = Cube.Permute(2, 0, 1);
        Assert.Equal([4, 2, 3], permuted.Shape);
        Assert.Equal(Cube[1, 2, 3], permuted[3, 1, 2]);
        Assert.Equal(permuted, Cube.Permute(-1, 0, -2));
    }

    [Fact]
    public void Permute_moves_empty_axes_too() => Assert.Equal([4, 0, 2], Tensor.Zeros<float>([0, 2, 4]).Permute(2, 0, 1).Shape);

    [Fact]
    public void Concatenate_joins_along_an_axis_that_exists()
    {
        Tensor<float> more = Tensor.Matrix<float>([[7, 8, 9]]), column = Tensor.Matrix<float>([[10], [20]]);
        Assert.Equal(Tensor.Matrix<float>([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), Tensor.Concatenate(0, Grid, more));
        Assert.Equal(Tensor.Matrix<float>([[1, 2, 3, 10], [4, 5, 6, 20]]), Tensor.Concatenate(-1, Grid, column));
        Assert.Equal(Grid, Tensor.Concatenate(0, Grid));
        Assert.Equal(Grid, Tensor.Concatenate(1, Grid, Tensor.Zeros<float>([2, 0])));
    }

    [Fact]
    public void Split_cuts_where_the_sizes_say()
    {
        var parts = Grid.Split(1, 1, 0, 2);
        Assert.Equal(3, parts.Length);
        Assert.Equal(Tensor.Matrix<float>([[1], [4]]), parts[0]);
        Assert.Equal([2, 0], parts[1].Shape);
        Assert.Equal(Tensor.Matrix<float>([[2, 3], [5, 6]]), parts[2]);
        Assert.Equal(Grid.Split(0, 1, 1), Grid.Split(-2, 1, 1));
    }

    [Fact]
    public void Stack_adds_an_axis_in_any_place()
    {
        Tensor<float> a = [1, 2, 3], b = [4, 5, 6];
        Assert.Equal(Grid, Tensor.Stack(a, b));
        Assert.Equal(Grid.Transpose(), Tensor.Stack(1, a, b));
        Assert.Equal([2, 1, 3], Tensor.Stack(1, Grid).Shape);
        Assert.Equal([2, 3, 1], Tensor.Stack(2, Grid).Shape);
    }

    [Fact]
    public void Numbers_stack_to_a_vector()
    {
        Tensor<float> one = 1, two = 2;
        Assert.Equal(Tensor.Vector<float>(1, 2), Tensor.Stack(one, two));
    }

    [Fact]
    public void TakeRows_takes_places_in_any_order_and_more_than_once()
    {
        Assert.Equal(Tensor.Matrix<float>([[4, 5, 6], [1, 2, 3], [4, 5, 6]]), Grid.TakeRows(1, 0, 1));
        Assert.Equal(Tensor.Vector<float>(30, 10), Tensor.Vector<float>(10, 20, 30).TakeRows(2, 0));
        Assert.Equal([0, 3], Grid.TakeRows().Shape);
    }
}
