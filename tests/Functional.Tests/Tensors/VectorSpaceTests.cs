namespace Functional.Tests.Tensors;

public class VectorSpaceTests
{
    private static readonly Tensor<float> X = Tensor.Matrix<float>([[1, 2], [3, 4]]);

    [Fact]
    public void Zero_has_the_same_shape_and_changes_nothing()
    {
        Assert.Equal(Tensor.Zeros<float>([2, 2]), X.Zero);
        Assert.Equal(X, X.Plus(X.Zero));
    }

    [Fact]
    public void Plus_adds() => Assert.Equal(Tensor.Matrix<float>([[2, 4], [6, 8]]), X.Plus(X));

    [Fact]
    public void Scale_multiplies() => Assert.Equal(Tensor.Matrix<float>([[-0.5f, -1], [-1.5f, -2]]), X.Scale(-0.5));

    [Fact]
    public void The_inner_product_sums_the_products_of_all_elements() => Assert.Equal(30, X.Dot(X));

    [Fact]
    public void The_inner_product_is_accumulated_in_double()
    {
        Tensor<float> large = [1e8f, 1, -1e8f], ones = [1, 1, 1];
        Assert.Equal(1, large.Dot(ones));
    }

    [Fact]
    public void The_inner_product_of_nothing_is_zero() => Assert.Equal(0, Tensor.Zeros<float>([0]).Dot(Tensor.Zeros<float>([0])));

    [Fact]
    public void SumTo_sums_over_the_axes_that_broadcasting_repeats()
    {
        var x = Tensor.Matrix<float>([[1, 2, 3], [4, 5, 6]]);
        Assert.Equal(Tensor.Vector<float>(5, 7, 9), x.SumTo([3]));
        Assert.Equal(Tensor.Matrix<float>([[5, 7, 9]]), x.SumTo([1, 3]));
        Assert.Equal(Tensor.Matrix<float>([[6], [15]]), x.SumTo([2, 1]));
        Assert.Equal(21f, x.SumTo([]).Scalar);
        Assert.Equal(Tensor.Create<float>([1, 1], 21), x.SumTo([1, 1]));
        Assert.Same(x, x.SumTo([2, 3]));
    }

    [Fact]
    public void SumTo_from_no_elements_is_zero() => Assert.Equal(Tensor.Zeros<float>([1, 3]), Tensor.Zeros<float>([0, 3]).SumTo([1, 3]));
}
