namespace Functional.Tests.Tensors;

public class ArithmeticRefusalTests
{
    private static readonly Tensor<float> Left = Tensor.Ones<float>([2, 3]), Right = Tensor.Ones<float>([4, 2]), Row = Tensor.Ones<float>([3]);

    [Fact]
    public void A_sum_of_shapes_that_do_not_broadcast() => Refused.Shape(() => Left + Right, "Add", "[2, 3]", "[4, 2]");

    [Fact]
    public void A_difference_of_shapes_that_do_not_broadcast() => Refused.Shape(() => Left - Right, "Subtract", "[2, 3]", "[4, 2]");

    [Fact]
    public void A_product_of_shapes_that_do_not_broadcast() => Refused.Shape(() => Left * Right, "Multiply", "[2, 3]", "[4, 2]");

    [Fact]
    public void A_quotient_of_shapes_that_do_not_broadcast() => Refused.Shape(() => Left / Right, "Divide", "[2, 3]", "[4, 2]");

    [Fact]
    public void A_maximum_of_shapes_that_do_not_broadcast() => Refused.Shape(() => Left.Maximum(Right), "Maximum", "[2, 3]", "[4, 2]");

    [Fact]
    public void A_minimum_of_shapes_that_do_not_broadcast() => Refused.Shape(() => Left.Minimum(Right), "Minimum", "[2, 3]", "[4, 2]");

    [Fact]
    public void An_empty_operand_that_does_not_broadcast() => Refused.Shape(() => Left + Tensor.Zeros<float>([0]), "[2, 3]", "[0]");

    [Fact]
    public void A_broadcast_of_too_many_elements() =>
        Refused.Shape(() => Tensor.Ones<float>([65536, 1]) + Tensor.Ones<float>([65536]), "[65536, 65536]", "2147483647");

    [Fact]
    public void Zip_does_not_broadcast() => Refused.Shape(() => Left.Zip(Row, float.Max), "Zip", "[2, 3]", "[3]");

    [Fact]
    public void Plus_does_not_broadcast() => Refused.Shape(() => Left.Plus(Row), "sum", "[2, 3]", "[3]");

    [Fact]
    public void The_inner_product_does_not_broadcast() => Refused.Shape(() => Left.Dot(Row), "inner product", "[2, 3]", "[3]");

    [Fact]
    public void SumTo_a_shape_that_does_not_broadcast()
    {
        Refused.Shape(() => Left.SumTo([2]), "SumTo", "[2]", "[2, 3]");
        Refused.Shape(() => Left.SumTo([1, 2, 3]), "SumTo", "[1, 2, 3]", "[2, 3]");
        Refused.Shape(() => Row.SumTo([2, 3]), "SumTo", "[2, 3]", "[3]");
    }

    [Fact]
    public void Another_shape_than_was_expected() => Refused.Shape(() => Left.Expect([3, 2], "dense"), "dense", "[3, 2]", "[2, 3]");
}
