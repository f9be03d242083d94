namespace Functional.Tests.Tensors;

public class ShapeRefusalTests
{
    private static readonly Shape Matrix = [2, 3];

    [Fact]
    public void A_negative_size() => Refused.Shape(() => Shape.Create(2, -3), "[2, -3]", "-3");

    [Fact]
    public void A_negative_size_put_in_later() => Refused.Shape(() => Matrix.With(0, -1), "[-1, 3]");

    [Fact]
    public void More_elements_than_an_array_holds() => Refused.Shape(() => Shape.Create(65536, 65536), "[65536, 65536]", "2147483647");

    [Fact]
    public void As_many_elements_as_an_int_counts_are_allowed() => Assert.Equal(int.MaxValue, Shape.Create(1, int.MaxValue).ElementCount);

    [Fact]
    public void Too_many_elements_beside_a_size_of_zero_whatever_the_order()
    {
        Refused.Shape(() => Shape.Create(65536, 65536, 0), "[65536, 65536, 0]");
        Refused.Shape(() => Shape.Create(0, 65536, 65536), "[0, 65536, 65536]");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void An_axis_out_of_range(int axis)
    {
        Refused.Shape(() => Matrix.Axis(axis), "[2, 3]", Invariant($"axis {axis}"), "rank is 2");
        Refused.Shape(() => Matrix[axis], "[2, 3]", Invariant($"axis {axis}"));
        Refused.Shape(() => Matrix.With(axis, 1), "[2, 3]", Invariant($"axis {axis}"));
    }

    [Fact]
    public void An_axis_too_far_from_the_end() => Refused.Shape(() => Matrix[^3], "[2, 3]", "rank is 2");

    [Fact]
    public void An_axis_of_a_number() => Refused.Shape(() => Shape.Scalar.Axis(-1), "[]", "axis -1", "rank is 0");

    [Fact]
    public void A_range_of_axes_that_reaches_outside()
    {
        Refused.Shape(() => Matrix[1..4], "[2, 3]", "1..4");
        Refused.Shape(() => Matrix[..^3], "[2, 3]", "^3");
        Refused.Shape(() => Matrix[2..1], "[2, 3]", "2..1");
    }
}
