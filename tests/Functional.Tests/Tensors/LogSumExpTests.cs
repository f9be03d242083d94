using System.Numerics;

namespace Functional.Tests.Tensors;

public abstract class LogSumExpTests<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static Tensor<T> Vector(params double[] values) => Tensor.Vector<T>([.. values.Select(T.CreateChecked)]);

    private static double LogSumExp(params double[] values) => double.CreateChecked(Vector(values).LogSumExp().Scalar);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1000.0)]
    [InlineData(-1000.0)]
    public void Equal_elements_add_the_logarithm_of_their_number(double value) =>
        Assert.Equal(value + double.Log(3), LogSumExp(value, value, value), 4);     // 1000 has 10 bits before the point: 2⁻¹⁴ is a unit of float

    [Fact]
    public void An_element_far_below_the_largest_does_not_count() => Assert.Equal(1000, LogSumExp(1000, -1000));

    [Fact]
    public void Minus_infinity_adds_nothing() => Assert.Equal(2.5, LogSumExp(2.5, double.NegativeInfinity));

    [Fact]
    public void Only_minus_infinities_make_minus_infinity() =>
        Assert.Equal(double.NegativeInfinity, LogSumExp(double.NegativeInfinity, double.NegativeInfinity));

    [Fact]
    public void Plus_infinity_makes_plus_infinity() => Assert.Equal(double.PositiveInfinity, LogSumExp(double.PositiveInfinity, 3));

    [Fact]
    public void NaN_makes_NaN() => Assert.True(double.IsNaN(LogSumExp(double.NaN, 3)));

    [Fact]
    public void Each_row_has_a_maximum_of_its_own()
    {
        var rows = Vector(1000, 1000, -1000, -1000).Reshape(2, 2);
        var expected = Vector(1000 + double.Log(2), -1000 + double.Log(2));
        var tolerance = T.CreateChecked(1e-4);
        Assert.All(rows.LogSumExp([1]) - expected, difference => Assert.InRange(difference, -tolerance, tolerance));
    }

    [Fact]
    public void The_shape_is_that_of_a_sum()
    {
        var x = Tensor.Ones<T>([2, 3, 4]);
        Assert.Equal([2, 4], x.LogSumExp([1]).Shape);
        Assert.Equal([1, 3, 1], x.LogSumExp([0, -1], keepAxes: true).Shape);
        Assert.Equal(Shape.Scalar, x.LogSumExp().Shape);
    }
}

public sealed class LogSumExpOfFloats : LogSumExpTests<float>;

public sealed class LogSumExpOfDoubles : LogSumExpTests<double>;
