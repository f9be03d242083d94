using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Random;

/// <summary>Draws are finite and within their bounds, in their element type; bounds that do not allow that are refused.</summary>
public class RangeTests
{
    private const float AboveOne = 1.0000001f;                  // the next float
    private static readonly Key Seed = Key.FromSeed(3);

    [Theory]
    [InlineData(-1e308, 1e308)]
    [InlineData(-double.MaxValue, double.MaxValue)]
    [InlineData(0, double.MaxValue)]
    [InlineData(0, double.Epsilon)]
    public void Uniform_draws_are_finite_and_within_the_widest_and_narrowest_bounds(double low, double high)
    {
        var draws = Seed.Uniform<double>([10_000], low, high);

        Assert.All(draws, value => Assert.True(value >= low && value < high));
    }

    [Fact]
    public void Uniform_draws_of_the_widest_bounds_have_their_mean_and_spread()
    {
        var draws = Seed.Uniform<double>([10_000], -1e308, 1e308).Map(static x => x / 1e308);

        Assert.InRange(draws.Mean().Scalar, -0.03, 0.03);                                          // five deviations of 1/√(3·10⁴)
        Assert.InRange((draws * draws).Mean().Scalar, 1 / 3.0 - 0.015, 1 / 3.0 + 0.015);           // five of √(4/45/10⁴)
    }

    [Theory]
    [InlineData(0, 1e39, "high", "1E+39")]
    [InlineData(-1e39, 0, "low", "-1E+39")]
    [InlineData(0, double.PositiveInfinity, "high", "Infinity")]
    [InlineData(double.NaN, 1, "low", "NaN")]
    [InlineData(2, 1, "low", "2 and 1")]
    public void Uniform_bounds_that_are_not_finite_in_float_or_in_order_are_refused(double low, double high, string name, string value) =>
        With<ArgumentOutOfRangeException>(() => Seed.Uniform<float>([3], low, high), name, value);

    [Fact]
    public void A_bound_that_becomes_infinite_is_told_what_it_becomes() =>
        With<ArgumentOutOfRangeException>(() => Seed.Uniform<float>([3], 0, 1e39), "got 1E+39, which is Infinity as a Single");

    /// <summary>Between neighbours of <c>float</c>, half of the draws would be rounded up to the bound.</summary>
    [Fact]
    public void The_upper_bound_never_comes_in_float() => Assert.All(Seed.Uniform<float>([1000], 1, AboveOne), static value => Assert.Equal(1f, value));

    [Fact]
    public void The_upper_bound_never_comes_in_double() =>
        Assert.All(Seed.Uniform<double>([1000], 1, double.BitIncrement(1)), static value => Assert.Equal(1.0, value));

    [Fact]
    public void Bounds_that_are_one_number_draw_that_number()
    {
        Assert.All(Seed.Uniform<double>([100], 7, 7), static value => Assert.Equal(7, value));
        Assert.All(Seed.Uniform<float>([100], 1, 1 + 1e-12), static value => Assert.Equal(1, value));
    }

    [Theory]
    [InlineData(double.NaN, 1, "mean", "NaN")]
    [InlineData(double.PositiveInfinity, 1, "mean", "Infinity")]
    [InlineData(1e39, 1, "mean", "1E+39")]
    [InlineData(0, double.NaN, "deviation", "NaN")]
    [InlineData(0, 1e39, "deviation", "1E+39")]
    [InlineData(0, -1, "deviation", "-1")]
    [InlineData(0, 1e38, "deviation", "1E+38")]
    [InlineData(3.4e38, 1e37, "deviation", "3.4E+38")]
    public void Normal_draws_that_could_leave_float_are_refused(double mean, double deviation, string name, string value) =>
        With<ArgumentOutOfRangeException>(() => Seed.Normal<float>([3], mean, deviation), name, value);

    [Fact]
    public void Normal_draws_of_the_largest_and_smallest_deviations_are_finite()
    {
        Assert.True(Seed.Normal<float>([10_000], 0, 3.7e37).IsFinite);
        Assert.True(Seed.Normal<double>([10_000], 1e308, 8e306).IsFinite);
        Assert.All(Seed.Normal<double>([100], 5, 0), static value => Assert.Equal(5, value));
        Assert.True(Seed.Normal<double>([100], 0, double.Epsilon).IsFinite);
    }
}
