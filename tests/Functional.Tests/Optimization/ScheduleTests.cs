namespace Functional.Tests.Optimization;

/// <summary>A schedule is written as what makes it, and equals another one that is made in the same way.</summary>
public class ScheduleTests
{
    private static readonly Schedule Up = Schedule.Linear(0, 1, 10), Down = Schedule.Linear(2, 1, 10);

    [Fact]
    public void A_product_that_goes_on_is_not_a_product_with_one_that_goes_on()
    {
        Assert.NotEqual((Up * Down).Then(5, Up), Up * Down.Then(5, Up));
        Assert.NotEqual((Down * Down).WarmUp(5), Down * Down.WarmUp(5));
        Assert.Equal((Up * Down).WarmUp(5), (Up * Down).WarmUp(5));
        Assert.Equal("(Schedule.Linear(0, 1, 10) * Schedule.Linear(2, 1, 10)).WarmUp(5)", (Up * Down).WarmUp(5).ToString());
        Assert.Equal("Schedule.Linear(0, 1, 10) * Schedule.Linear(2, 1, 10).WarmUp(5)", (Up * Down.WarmUp(5)).ToString());
    }

    [Fact]
    public void A_warm_up_may_be_as_long_as_there_are_numbers() => Assert.InRange(Schedule.Constant(1).WarmUp(long.MaxValue).At(long.MaxValue / 2), 0.49, 0.51);

    [Fact]
    public void A_curve_has_its_shape_where_the_difference_of_its_ends_is_more_than_a_double_holds()
    {
        static string Shape(string curve) => string.Join('\n', curve.Split('\n').Select(static line => line[line.IndexOf('│', StringComparison.Ordinal)..]));

        Assert.Equal(Shape(TextCurve.Draw([1, -1, 0, 0.5], 5)), Shape(TextCurve.Draw([1.6e308, -1.6e308, 0, 0.8e308], 5)));
        Assert.Equal(Shape(TextCurve.Draw([100, 1, 10], 5, logarithmic: true)), Shape(TextCurve.Draw([1e300, 1e-300, 1], 5, logarithmic: true)));
    }
}
