using System.Numerics;

namespace Functional.Tests.Tensors;

public abstract class MatMulTests<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static Tensor<T> Shaped(Shape shape, params double[] values) => Tensor.Create<T>(shape, [.. values.Select(T.CreateChecked)]);

    // 1 2 3     7  8      58  64
    // 4 5 6  ·  9 10  =  139 154
    //          11 12
    private static readonly Tensor<T> Left = Shaped([2, 3], 1, 2, 3, 4, 5, 6);
    private static readonly Tensor<T> Right = Shaped([3, 2], 7, 8, 9, 10, 11, 12);
    private static readonly Tensor<T> Product = Shaped([2, 2], 58, 64, 139, 154);

    [Fact]
    public void Rows_meet_columns() => Assert.Equal(Product, Left.MatMul(Right));

    [Fact]
    public void The_left_operand_is_read_as_its_transpose() => Assert.Equal(Product, Left.Transpose().MatMul(Right, Transposed.Left));

    [Fact]
    public void The_right_operand_is_read_as_its_transpose() => Assert.Equal(Product, Left.MatMul(Right.Transpose(), Transposed.Right));

    [Fact]
    public void Both_operands_are_read_as_their_transposes() =>
        Assert.Equal(Product, Left.Transpose().MatMul(Right.Transpose(), Transposed.Both));

    [Fact]
    public void The_identity_changes_nothing()
    {
        Assert.Equal(Left, Tensor.Identity<T>(2).MatMul(Left));
        Assert.Equal(Left, Left.MatMul(Tensor.Identity<T>(3)));
    }

    [Fact]
    public void A_column_and_a_row_make_a_table() =>
        Assert.Equal(Shaped([2, 3], 4, 5, 6, 8, 10, 12), Shaped([2, 1], 1, 2).MatMul(Shaped([1, 3], 4, 5, 6)));

    [Fact]
    public void A_batch_is_multiplied_matrix_by_matrix()
    {
        var twice = Tensor.Stack(Left, -Left);
        Assert.Equal(Tensor.Stack(Product, -Product), twice.MatMul(Right));
        Assert.Equal(Tensor.Stack(Product, Product), twice.MatMul(Tensor.Stack(Right, -Right)));
    }

    [Fact]
    public void Batches_are_transposed_matrix_by_matrix()
    {
        var (left, right) = (Tensor.Stack(Left, -Left), Tensor.Stack(Right, Right + T.One));
        var expected = left.MatMul(right);
        Assert.Equal(expected, left.Transpose().MatMul(right, Transposed.Left));
        Assert.Equal(expected, left.MatMul(right.Transpose(), Transposed.Right));
        Assert.Equal(expected, left.Transpose().MatMul(right.Transpose(), Transposed.Both));
    }

    [Fact]
    public void Batches_broadcast()
    {
        var (left, right) = (Left.Reshape(1, 2, 3), Tensor.Stack(Right, -Right));
        Assert.Equal(Tensor.Stack(Product, -Product), left.MatMul(right));
        Assert.Equal(Tensor.Stack(Product, -Product), Left.MatMul(right));
        Assert.Equal([5, 2, 2, 2], Tensor.Ones<T>([5, 1, 2, 3]).MatMul(right).Shape);
    }

    [Fact]
    public void A_sum_over_nothing_is_zero() => Assert.Equal(Tensor.Zeros<T>([2, 3]), Tensor.Ones<T>([2, 0]).MatMul(Tensor.Ones<T>([0, 3])));

    [Fact]
    public void Empty_operands_leave_nothing()
    {
        Assert.Equal([0, 2], Tensor.Ones<T>([0, 3]).MatMul(Right).Shape);
        Assert.Equal([2, 0], Left.MatMul(Tensor.Ones<T>([3, 0])).Shape);
        Assert.Equal([0, 2, 2], Tensor.Ones<T>([0, 2, 3]).MatMul(Tensor.Ones<T>([1, 3, 2])).Shape);
    }

    [Fact]
    public void NaN_and_infinity_are_not_lost()
    {
        var x = Tensor.Create<T>([1, 2], T.PositiveInfinity, T.One);
        Assert.Equal(T.NaN, x.MatMul(Shaped([2, 1], 0, 1)).Scalar);
        Assert.Equal(T.NegativeInfinity, x.MatMul(Shaped([2, 1], -1, 1)).Scalar);
    }
}

public sealed class MatMulOfFloats : MatMulTests<float>;

public sealed class MatMulOfDoubles : MatMulTests<double>;

public class MatMulRefusalTests
{
    private static Tensor<float> Ones(params int[] shape) => Tensor.Ones<float>(Shape.Create(shape));

    [Fact]
    public void Inner_sizes_that_differ() => Refused.Shape(() => Ones(2, 3).MatMul(Ones(2, 4)), "MatMul", "3 and 2", "[2, 3]", "[2, 4]");

    [Theory]
    [InlineData(Transposed.Left, "left operand transposed", "3 and 2")]
    [InlineData(Transposed.Right, "right operand transposed", "2 and 4")]
    [InlineData(Transposed.Both, "both operands transposed", "3 and 4")]
    public void Inner_sizes_that_differ_when_transposed(Transposed transposed, string named, string sizes)
    {
        var left = transposed == Transposed.Right ? Ones(3, 2) : Ones(3, 5);
        var right = transposed == Transposed.Left ? Ones(2, 4) : Ones(7, 4);
        Refused.Shape(() => left.MatMul(right, transposed), named, sizes, left.Shape.ToString(), right.Shape.ToString());
    }

    [Fact]
    public void Batches_that_do_not_broadcast() => Refused.Shape(() => Ones(2, 3, 4).MatMul(Ones(5, 4, 3)), "batches", "[2, 3, 4]", "[5, 4, 3]");

    [Fact]
    public void Vectors_and_numbers()
    {
        Refused.Shape(() => Ones(3).MatMul(Ones(3, 2)), "two axes", "[3]", "[3, 2]");
        Refused.Shape(() => Ones(2, 3).MatMul(Ones(3)), "two axes", "[2, 3]", "[3]");
        Refused.Shape(() => Ones(2, 3).MatMul(2f), "two axes", "[2, 3]", "[]");
    }

    [Fact]
    public void A_product_of_too_many_elements() => Refused.Shape(() => Ones(65536, 1).MatMul(Ones(1, 65536)), "[65536, 65536]", "2147483647");
}
