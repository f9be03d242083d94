namespace Functional.Tests.Tensors;

public sealed class ThreadsTests
{
    [Fact]
    public void The_innermost_number_holds_and_the_outer_one_comes_back()
    {
        var before = Threads.Count;
        var seen = Threads.AtMost(3, () => (Outer: Threads.Count, Inner: Threads.AtMost(7, () => Threads.Count), After: Threads.Count));
        Assert.Equal((3, 7, 3), seen);
        Assert.Equal(before, Threads.Count);
    }

    [Fact]
    public void A_number_ends_with_an_exception_too()
    {
        var before = Threads.Count;
        Assert.Throws<InvalidOperationException>(() => Threads.AtMost<int>(before + 1, () => throw new InvalidOperationException()));
        Assert.Equal(before, Threads.Count);
    }

    [Fact]
    public async Task A_number_holds_on_no_other_thread()
    {
        var before = Threads.Count;
        var elsewhere = await Threads.AtMost(before + 1, () => Task.Run(() => Threads.Count));
        Assert.Equal(before, elsewhere);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_number_below_one_is_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Threads.AtMost(count, () => 0));

    [Theory]
    [InlineData(null, 4)]
    [InlineData("", 4)]
    [InlineData("1", 1)]
    [InlineData("12", 12)]
    public void The_environment_says_how_many_or_the_machine_does(string? setting, int count) => Assert.Equal(count, Threads.Read(setting, 4));

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("two")]
    [InlineData("1.5")]
    public void Another_setting_is_refused_by_name(string setting)
    {
        var refused = Assert.Throws<FormatException>(() => Threads.Read(setting, 4));
        Assert.Contains("FUNCTIONAL_THREADS", refused.Message, StringComparison.Ordinal);
        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }
}
