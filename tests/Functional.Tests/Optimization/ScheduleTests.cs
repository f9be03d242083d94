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
}
